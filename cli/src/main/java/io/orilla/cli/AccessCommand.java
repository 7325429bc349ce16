package io.orilla.cli;

import io.orilla.client.OrillaClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla access grant|revoke NAME}; {@code orilla get api-tokens} shows them. */
@Command(
    name = "access",
    description = "Let programs and people elsewhere use this server's API, or no more.",
    mixinStandardHelpOptions = true,
    subcommands = {AccessCommand.Grant.class, AccessCommand.Revoke.class})
final class AccessCommand {
  @Command(
      name = "grant",
      description = "Make an API token; it is shown this once. Use it as $ORILLA_TOKEN.",
      mixinStandardHelpOptions = true)
  static final class Grant implements Callable<Integer> {
    @Mixin private ServerOption server = new ServerOption();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "viewer, operator or administrator")
    private String role = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      try (OrillaClient client = server.connect()) {
        String token =
            client.post("api-tokens", Map.of("name", name, "role", role)).path("token").asText();
        spec.commandLine().getOut().println(token);
      }
      return 0;
    }
  }

  @Command(
      name = "revoke",
      description = "End an API token, at once.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Callable<Integer> {
    @Mixin private ServerOption server = new ServerOption();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    public Integer call() {
      try (OrillaClient client = server.connect()) {
        client.delete("api-tokens/" + OrillaClient.encode(name));
      }
      return 0;
    }
  }
}
