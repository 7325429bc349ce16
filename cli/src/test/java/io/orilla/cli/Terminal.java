package io.orilla.cli;

import io.orilla.server.Server;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Command lines as people type them. */
final class Terminal {
  private final Server server;

  Terminal(Server server) {
    this.server = server;
  }

  /** What a command line said, and its exit code. */
  record Ran(int code, String out, String err) {}

  static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int code = line.execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  Ran atServer(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--server", "http://127.0.0.1:" + server.port()));
    return run(all.toArray(String[]::new));
  }
}
