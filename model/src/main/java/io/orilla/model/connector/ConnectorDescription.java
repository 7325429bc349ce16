package io.orilla.model.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.document.Spelling;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a connector says of itself in {@code META-INF/orilla/connector.json} of its jar, known
 * before any of its classes is loaded: to the node that opens its sources, to the server that
 * checks them, to the console that makes a form of it.
 *
 * @param type as a source's {@code connector} names it
 * @param title for people
 * @param description one sentence
 * @param implementation the class, which has a public constructor that takes the clock
 * @param browsable whether a peer can be asked what there is, see {@link Connector#browse}
 * @param settings JSON Schema of a source's {@code settings}, in the part of it that {@link
 *     SettingsSchema} knows
 * @param address how a signal's address is written
 * @param writing how it is written to; absent for one that only reads
 */
public record ConnectorDescription(
    String type,
    String title,
    String description,
    String implementation,
    boolean browsable,
    JsonNode settings,
    AddressForm address,
    Optional<Writing> writing) {
  private static final String RESOURCE = "META-INF/orilla/connector.json";

  /**
   * How addresses are written.
   *
   * @param pattern a regular expression that they all fit; the connector itself may ask for more
   */
  public record AddressForm(String description, String pattern, List<String> examples) {
    public AddressForm {
      examples = List.copyOf(examples);
    }

    /** What is wrong with an address, if anything is. */
    public Optional<String> problem(String address) {
      return address.matches(pattern)
          ? Optional.empty()
          : Optional.of(
              "'%s' does not fit; write it as %s".formatted(address, examples.getFirst()));
    }
  }

  /**
   * What can be written, and how an output says it.
   *
   * @param settings JSON Schema of an output's {@code settings}
   */
  public record Writing(JsonNode settings, AddressForm address) {
    private List<String> problems(OutputSpec output) {
      List<String> addresses = output.writes().stream().map(OutputSpec.Write::address).toList();
      return ConnectorDescription.problems(
          new SettingsSchema(settings), output.settings(), address, addresses, "writes");
    }
  }

  /** All that is wrong with an output, each with its path. */
  public List<String> problems(OutputSpec output) {
    return writing.map(form -> form.problems(output)).orElseGet(() -> List.of(onlyReads().text()));
  }

  /**
   * An output's settings as the record that the connector reads a source's in: what they do not
   * name has the source's default.
   *
   * @throws OrillaException INVALID_DOCUMENT with all that is wrong
   */
  public <T> T readOfOutput(JsonNode settings, Class<T> type) {
    return schema().read(completedOfOutput(settings), type);
  }

  /**
   * An output's settings with all defaults.
   *
   * @throws OrillaException INVALID_DOCUMENT with all that is wrong
   */
  public JsonNode completedOfOutput(JsonNode settings) {
    return new SettingsSchema(writing.orElseThrow(this::onlyReads).settings()).completed(settings);
  }

  private OrillaException onlyReads() {
    return OrillaException.invalid("connector: '" + type + "' reads and does not write");
  }

  /** All that is wrong with a source's settings and addresses, each with its path. */
  public List<String> problems(SourceSpec source) {
    List<String> addresses = source.signals().stream().map(SourceSpec.Signal::address).toList();
    return problems(schema(), source.settings(), address, addresses, "signals");
  }

  private static List<String> problems(
      SettingsSchema schema,
      JsonNode settings,
      AddressForm form,
      List<String> addresses,
      String where) {
    List<String> problems = new ArrayList<>(schema.problems(settings, "settings"));
    for (int index = 0; index < addresses.size(); index++) {
      String path = where + "[" + index + "].address: ";
      form.problem(addresses.get(index)).ifPresent(problem -> problems.add(path + problem));
    }
    return problems;
  }

  public SettingsSchema schema() {
    return new SettingsSchema(settings);
  }

  /** Those on the class path, by their type. */
  public static Map<String, ConnectorDescription> installed() {
    TreeMap<String, ConnectorDescription> installed = new TreeMap<>();
    try {
      ClassLoader loader = ConnectorDescription.class.getClassLoader();
      for (URL url : Collections.list(loader.getResources(RESOURCE))) {
        ConnectorDescription description = read(url);
        installed.put(description.type(), description);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(installed);
  }

  private static ConnectorDescription read(URL url) throws IOException {
    try (InputStream in = url.openStream()) {
      return Json.read(in.readAllBytes(), ConnectorDescription.class);
    }
  }

  /**
   * @throws OrillaException INVALID_DOCUMENT when there is none of this type
   */
  public static ConnectorDescription of(String type) {
    Map<String, ConnectorDescription> installed = installed();
    ConnectorDescription found = installed.get(type);
    if (found == null) {
      throw new OrillaException(
          ErrorCode.INVALID_DOCUMENT,
          "connector '"
              + type
              + "' is not known"
              + Spelling.suggestion(type, installed.keySet())
              + "; known are "
              + installed.keySet());
    }
    return found;
  }
}
