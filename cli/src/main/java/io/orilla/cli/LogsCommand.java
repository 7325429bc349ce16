package io.orilla.cli;

import io.orilla.client.OrillaClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla logs NODE [--follow]}. */
@Command(
    name = "logs",
    description = "Show the end of a node's log, or follow it.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  @Mixin private NodeOrder order = new NodeOrder();

  @Parameters(paramLabel = "NODE")
  private String node = "";

  @Option(names = "--follow", description = "show lines as they are written")
  private boolean follow;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "how long to follow (default: 10m; 1h at most)")
  private String duration = "10m";

  @Option(names = "--bytes", description = "of the log's end (default: ${DEFAULT-VALUE})")
  private int bytes = 64 << 10;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Map<String, ?> action =
        follow
            ? Map.of("kind", "live-tail", "duration", duration)
            : Map.of("kind", "fetch-logs", "bytes", bytes);
    PrintWriter out = spec.commandLine().getOut();
    try (OrillaClient client = order.connect();
        WriterOutput text = new WriterOutput(out)) {
      String id = order.give(client, node, action);
      client.download("commands/" + id + "/output?follow=true", text);
      return order.finish(client, id, spec.commandLine().getErr());
    }
  }
}
