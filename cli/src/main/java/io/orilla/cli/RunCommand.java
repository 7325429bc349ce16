package io.orilla.cli;

import io.orilla.client.OrillaClient;
import io.orilla.client.Task;
import io.orilla.model.content.Yaml;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla run workflow|study NAME}. */
@Command(
    name = "run",
    description = "Run a workflow or a study and wait for its result.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(index = "0", paramLabel = "KIND", description = "workflow or study")
  private String kind = "";

  @Parameters(index = "1", paramLabel = "NAME")
  private String name = "";

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "name the snapshot that a workflow makes")
  private Optional<String> tag = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    String address =
        switch (kind) {
          case "workflow" -> "workflows/";
          case "study" -> "studies/";
          default ->
              throw OrillaException.invalid(
                  "'" + kind + "' cannot be run; run a workflow or a study");
        };
    Map<String, String> body = tag.map(text -> Map.of("tag", text)).orElse(Map.of());
    try (OrillaClient client = server.connect()) {
      Task started = new Task(client.post(address + OrillaClient.encode(name) + "/run", body));
      spec.commandLine().getOut().println(Yaml.text(TaskWait.finish(client, started).json()));
    }
    return 0;
  }
}
