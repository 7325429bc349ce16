package io.orilla.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla import MODEL FILE…}. */
@Command(
    name = "import",
    description = "Register an ONNX graph that is to answer calls; see docs/format/inference.md.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(index = "0", paramLabel = "MODEL", description = "the model's name")
  private String model = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "the graph (*.onnx), and the files of its external data")
  private List<Path> files = List.of();

  @Option(
      names = "--asset",
      required = true,
      description = "what it is about, as site/area/line/asset")
  private String asset = "";

  @Option(names = "--summary", description = "what it does, in a sentence")
  private String summary = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Path archive = Files.createTempFile("orilla-import-", ".zip");
    try (OrillaClient client = server.connect()) {
      pack(archive);
      JsonNode version =
          client.upload(
              "models/%s/graphs%s"
                  .formatted(
                      OrillaClient.encode(model),
                      OrillaClient.query(Map.of("asset", asset, "summary", summary))),
              archive);
      spec.commandLine()
          .getOut()
          .printf(
              "%s version %d: apply a Workload with the role service that names it%n",
              version.path("model").asText(), version.path("version").asInt());
    } finally {
      Files.deleteIfExists(archive);
    }
    return 0;
  }

  private void pack(Path archive) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
        Files.copy(file, zip);
      }
    }
  }
}
