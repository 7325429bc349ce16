package io.orilla.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla plan NODE FILE}. */
@Command(
    name = "plan",
    description = "Ask a node what would become of Workloads, without applying them.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private static final int REFUSED = 2;

  @Mixin private ServerOption server = new ServerOption();

  @Parameters(index = "0", paramLabel = "NODE")
  private String node = "";

  @Parameters(index = "1", paramLabel = "FILE", description = DocumentFile.DESCRIPTION)
  private Path file = Path.of("-");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    boolean fits = true;
    try (OrillaClient client = server.connect()) {
      for (JsonNode plan : client.plan(node, DocumentFile.read(file))) {
        print(plan);
        fits &= plan.path("fits").asBoolean();
      }
    }
    return fits ? 0 : REFUSED;
  }

  private void print(JsonNode plan) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s %s (%d KB to fetch, %d MB of disk and %d MB of memory free, %s)%n",
        plan.path("workload").asText(),
        plan.path("fits").asBoolean() ? "fits" : "would be refused",
        plan.path("bytesToFetch").asLong() >> 10,
        plan.path("diskFree").asLong() >> 20,
        plan.path("memoryFree").asLong() >> 20,
        plan.path("architecture").asText());
    plan.path("problems").forEach(problem -> out.println("  problem: " + problem.asText()));
    plan.path("cautions").forEach(caution -> out.println("  caution: " + caution.asText()));
  }
}
