package io.orilla.cli;

import io.orilla.client.OrillaClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla diagnostics NODE -o FILE}. */
@Command(
    name = "diagnostics",
    description = "Fetch what tells how a node does, as one zip; secrets are left out.",
    mixinStandardHelpOptions = true)
final class DiagnosticsCommand implements Callable<Integer> {
  @Mixin private NodeOrder order = new NodeOrder();

  @Parameters(paramLabel = "NODE")
  private String node = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true)
  private Path file = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (OrillaClient client = order.connect()) {
      String id = order.give(client, node, Map.of("kind", "diagnostics"));
      int code = order.finish(client, id, out);
      if (code == 0) {
        try (OutputStream into = Files.newOutputStream(file)) {
          client.download("commands/" + id + "/output", into);
        }
        out.println(file + ": " + Files.size(file) + " bytes");
      }
      return code;
    }
  }
}
