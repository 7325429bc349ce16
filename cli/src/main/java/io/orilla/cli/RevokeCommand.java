package io.orilla.cli;

import io.orilla.client.OrillaClient;
import io.orilla.model.error.OrillaException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orilla revoke node NAME}. */
@Command(
    name = "revoke",
    description = "Take a node's trust away: from now on its certificate opens nothing.",
    mixinStandardHelpOptions = true)
final class RevokeCommand implements Callable<Integer> {
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(index = "0", paramLabel = "node")
  private String kind = "";

  @Parameters(index = "1", paramLabel = "NAME")
  private String name = "";

  @Override
  public Integer call() {
    if (!kind.equals("node")) {
      throw OrillaException.invalid("only nodes are revoked: orilla revoke node NAME");
    }
    try (OrillaClient client = server.connect()) {
      client.post("nodes/" + OrillaClient.encode(name) + "/revoke", Map.of());
    }
    return 0;
  }
}
