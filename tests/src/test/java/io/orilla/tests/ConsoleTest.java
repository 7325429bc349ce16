package io.orilla.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a running demo, in a browser; and the end of a demo by Ctrl-C. */
class ConsoleTest {
  private static final Path CONSOLE = Launcher.ROOT.resolve("console");
  private static final Pattern ADDRESS = Pattern.compile("Console: (http://\\S+)");

  @TempDir private Path folder = Path.of("");

  @Test
  void thePagesOfARunningDemoCanBeDrivenByKeyboard() throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/chromium")),
        "no /usr/bin/chromium: the console is not driven");
    assumeTrue(Files.isDirectory(CONSOLE.resolve("dist")), "console/dist is not built");
    assumeTrue(
        Files.isDirectory(CONSOLE.resolve("node_modules")),
        "console/node_modules is missing: run npm ci");
    Launcher.Running demo =
        new Launcher(folder)
            .with("ORILLA_DATA", "")
            .start("demo", "--port", "0", "--home", folder.resolve("home").toString());
    try {
      await()
          .atMost(Duration.ofSeconds(240))
          .until(() -> demo.output().contains("Console:") || !demo.process().isAlive());

      Process browser =
          new ProcessBuilder("node", "test/browser/console.test.mjs", address(demo))
              .directory(CONSOLE.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(browser.waitFor()).as(said).isZero();
      endsByInterrupt(demo);
    } finally {
      demo.process().destroyForcibly();
    }
  }

  private static String address(Launcher.Running demo) {
    Matcher matcher = ADDRESS.matcher(demo.output());
    assertThat(matcher.find()).as(demo.output()).isTrue();
    return matcher.group(1);
  }

  private static void endsByInterrupt(Launcher.Running demo) throws InterruptedException {
    List<ProcessHandle> children = demo.process().descendants().toList();
    assertThat(children).hasSizeGreaterThanOrEqualTo(4);

    // As Ctrl-C does; SIGINT itself is ignored by whatever a shell started in the background.
    demo.process().destroy();

    assertThat(demo.process().waitFor(20, TimeUnit.SECONDS)).as("the demo ends").isTrue();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }
}
