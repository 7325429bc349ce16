package io.orilla.cli;

import io.orilla.client.OrillaClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orilla delete KIND NAME}. */
@Command(
    name = "delete",
    description = "Withdraw a declared document.",
    mixinStandardHelpOptions = true)
final class DeleteCommand implements Callable<Integer> {
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(index = "0", paramLabel = "KIND")
  private String kind = "";

  @Parameters(index = "1", paramLabel = "NAME")
  private String name = "";

  @Override
  public Integer call() {
    try (OrillaClient client = server.connect()) {
      client.delete("documents/" + OrillaClient.encode(kind) + "/" + OrillaClient.encode(name));
    }
    return 0;
  }
}
