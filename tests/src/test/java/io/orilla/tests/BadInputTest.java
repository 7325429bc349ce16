package io.orilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user can get wrong on the command line: each answer says what to do, and the exit code is
 * not 0.
 */
class BadInputTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());
      String message = "cannot listen on 127.0.0.1:" + port;

      refuses(
          message,
          "server",
          "--home",
          folder.resolve("home").toString(),
          "--port",
          port,
          "--node-port",
          "0");
      refuses(message, "demo", "--once", "--port", port);
    }
  }

  @Test
  void aDataFolderWithoutRecordingsIsRefusedBeforeAnythingStarts() {
    refuses("has no skab/valve1", "demo", "--once", "--data", folder.toString());
  }

  @Test
  void aHomeOfAnEarlierRunIsNotMixedWithANewOne() throws IOException {
    Files.createDirectories(folder.resolve("home/server"));

    refuses(
        "holds an earlier run",
        "demo",
        "--once",
        "--port",
        "0",
        "--home",
        folder.resolve("home").toString());
  }

  @Test
  void aTextThatIsNoJoinTokenIsRefused() {
    refuses(
        "no join token",
        "node",
        "--home",
        folder.resolve("node").toString(),
        "--name",
        "press-12",
        "--join",
        "abc");
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    refuses(
        "no server answers at http://127.0.0.1:1",
        "get",
        "nodes",
        "--server",
        "http://127.0.0.1:1");
  }

  @Test
  void anUnknownOptionIsAnsweredWithTheNearest() {
    refuses("--once", "demo", "--onze");
  }

  /**
   * The JDK of this machine cannot be hidden; so the same script asks for one that does not exist
   * yet.
   */
  @Test
  void withoutAJdkTheLauncherSaysWhatToInstall() throws IOException, InterruptedException {
    Path script = folder.resolve("orilla");
    String text = Files.readString(Launcher.ROOT.resolve("orilla"));
    Files.writeString(script, text.replaceFirst("release=25", "release=99"));
    assertThat(script.toFile().setExecutable(true)).isTrue();

    Process process =
        new ProcessBuilder(script.toString(), "demo").redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(output).contains("no JDK 99 or newer was found", "ORILLA_JAVA_HOME");
  }

  private void refuses(String message, String... arguments) {
    Launcher.Outcome outcome = new Launcher(folder).with("ORILLA_DATA", "").run(60, arguments);

    assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
    assertThat(outcome.output()).contains(message).doesNotContain("\tat ");
  }
}
