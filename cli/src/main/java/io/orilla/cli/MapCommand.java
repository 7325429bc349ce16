package io.orilla.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.orilla.connector.modbus.map.RegisterTable;
import io.orilla.connector.modbus.map.SunSpecModel;
import io.orilla.model.content.Json;
import io.orilla.model.content.Yaml;
import io.orilla.model.document.Document;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla map FILE}: a register map as the Source that reads it. */
@Command(
    name = "map",
    description =
        "Make a Modbus source of a register map: a table (CSV) or a SunSpec model (JSON).",
    mixinStandardHelpOptions = true)
final class MapCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the map, .csv or .json")
  private Path file = Path.of("map.csv");

  @Option(names = "--asset", required = true, description = "site/area/line/asset that has it")
  private String asset = "";

  @Option(names = "--node", required = true, description = "that is to read it")
  private String node = "";

  @Option(names = "--host", required = true, description = "the device's address")
  private String host = "";

  @Option(
      names = "--base",
      description = "of a SunSpec model: the register of its id (default: ${DEFAULT-VALUE})")
  private int base = 40_069;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    AssetName place = new AssetName(asset);
    List<SourceSpec.Signal> signals =
        file.toString().endsWith(".json")
            ? SunSpecModel.signals(tree(), base, place)
            : RegisterTable.signals(rows(), place);
    SourceSpec source =
        new SourceSpec(
            new ObjectName(node),
            "modbus",
            Json.mapper().createObjectNode().put("host", host),
            signals);
    String name = place.shortName().toLowerCase(Locale.ROOT);
    spec.commandLine().getOut().println(Yaml.text(Document.of(name, source)));
    return 0;
  }

  private JsonNode tree() throws IOException {
    return Json.mapper().readTree(Files.readAllBytes(file));
  }

  private List<Map<String, String>> rows() throws IOException {
    return new CsvMapper()
        .readerForMapOf(String.class)
        .with(CsvSchema.emptySchema().withHeader())
        .<Map<String, String>>readValues(file.toFile())
        .readAll();
  }
}
