package io.orilla.cli;

import io.orilla.client.OrillaClient;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orilla token}. */
@Command(
    name = "token",
    description = "Make a join token for one node; it is shown this once and works once.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
  @Mixin private ServerOption server = new ServerOption();

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "only a node of this name may use it")
  private Optional<String> node = Optional.empty();

  @Option(
      names = "--replace",
      paramLabel = "NODE",
      description = "hands the name of this node, which joined before, to another box")
  private Optional<String> replace = Optional.empty();

  @Option(
      names = "--valid",
      paramLabel = "DURATION",
      description = "how long it may be used (default: 1h)")
  private String valid = "1h";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Map<String, String> wish = new TreeMap<>(Map.of("valid", valid));
    node.ifPresent(name -> wish.put("node", name));
    replace.ifPresent(name -> wish.put("replace", name));
    try (OrillaClient client = server.connect()) {
      spec.commandLine().getOut().println(client.post("tokens", wish).path("token").asText());
    }
    return 0;
  }
}
