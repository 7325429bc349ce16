package io.orilla.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.model.content.Json;
import io.orilla.model.content.Yaml;
import io.orilla.model.document.Kind;
import io.orilla.model.document.Spelling;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla get KIND [NAME]}. */
@Command(
    name = "get",
    aliases = "describe",
    description =
        "Show objects: sources, workflows, labelsets, studies, workloads, alarmrules, outputs, alarms, nodes, commands, audit, api-tokens, tables, tasks, models, runs, predictions, monitor, overview.",
    mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {
  private static final List<String> RECORDED =
      List.of(
          "alarms",
          "api-tokens",
          "audit",
          "commands",
          "models",
          "monitor",
          "nodes",
          "overview",
          "predictions",
          "runs",
          "tables",
          "tasks");

  @Mixin private ServerOption server = new ServerOption();

  @Parameters(index = "0", paramLabel = "KIND")
  private String kind = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME")
  private Optional<String> name = Optional.empty();

  @Option(names = "--json", description = "one line of JSON in place of YAML")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    String base = recorded().orElseGet(() -> "documents/" + declared());
    try (OrillaClient client = server.connect()) {
      JsonNode found =
          client.get(base + name.map(text -> "/" + OrillaClient.encode(text)).orElse(""));
      spec.commandLine().getOut().println(json ? Json.text(found) : Yaml.text(found));
    }
    return 0;
  }

  /** As the plural, however it was written: {@code node hall-1} asks for one of the nodes. */
  private Optional<String> recorded() {
    return RECORDED.stream()
        .filter(known -> known.equals(kind) || known.equals(kind + "s"))
        .findFirst();
  }

  /**
   * @throws OrillaException naming all kinds and the nearest, when it is none
   */
  private String declared() {
    List<String> declared = Arrays.stream(Kind.values()).map(Kind::plural).toList();
    if (Arrays.stream(Kind.values()).anyMatch(known -> known.text().equalsIgnoreCase(kind))
        || declared.contains(kind)) {
      return OrillaClient.encode(kind);
    }
    List<String> all = Stream.concat(RECORDED.stream(), declared.stream()).toList();
    throw OrillaException.invalid(
        "there are no '"
            + kind
            + "'"
            + Spelling.suggestion(kind, all)
            + "; there are "
            + String.join(", ", all));
  }
}
