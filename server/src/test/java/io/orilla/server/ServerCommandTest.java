package io.orilla.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.error.OrillaException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServerCommandTest {
  @TempDir Path home;

  @Test
  void aTakenPortIsNamedWithWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      ServerSettings settings = ServerSettings.at(home).withPorts(port, 0);
      assertThatThrownBy(() -> Server.start(settings))
          .isInstanceOf(OrillaException.class)
          .hasMessage(
              "cannot listen on 127.0.0.1:%d: Address already in use; stop the program that uses"
                  + " the port, or give another with --port",
              port);
    }
    Server.start(ServerSettings.at(home).withPorts(0, 0)).close();
  }

  @Test
  void aHomeHasOneServer() {
    ServerSettings settings = ServerSettings.at(home).withPorts(0, 0);
    try (Server first = Server.start(settings)) {
      assertThat(first.port()).isPositive();
      assertThatThrownBy(() -> Server.start(settings))
          .isInstanceOf(OrillaException.class)
          .hasMessageContaining("another program runs with the home");
    }
  }

  @Test
  void whatIsNoOptionIsRefused() {
    assertThat(run("--home", "x", "--prot", "1"))
        .startsWith("2 Unknown options: '--prot', '1'")
        .contains("Usage: server");
    assertThat(run("--home", "x", "--commit-interval", "10"))
        .startsWith(
            "2 Invalid value for option '--commit-interval': '10' is no duration: write a whole"
                + " number and one of us, ms, s, m, h, d, as in 5s");
    assertThat(run()).startsWith("2 Missing required option: '--home=DIR'");
  }

  private static String run(String... arguments) {
    StringWriter errors = new StringWriter();
    int code =
        new CommandLine(new ServerCommand())
            .setErr(new PrintWriter(errors, true))
            .execute(arguments);
    return code + " " + errors;
  }
}
