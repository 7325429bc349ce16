package io.orilla.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla apply FILE}. */
@Command(
    name = "apply",
    description = "Declare the documents of a file, all or none.",
    mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(paramLabel = "FILE", description = DocumentFile.DESCRIPTION)
  private Path file = Path.of("-");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try (OrillaClient client = server.connect()) {
      for (JsonNode applied : client.apply(DocumentFile.read(file))) {
        spec.commandLine()
            .getOut()
            .printf(
                "%s %s %s (generation %d)%n",
                applied.path("kind").asText(),
                applied.path("name").asText(),
                applied.path("outcome").asText(),
                applied.path("generation").asLong());
      }
    }
    return 0;
  }
}
