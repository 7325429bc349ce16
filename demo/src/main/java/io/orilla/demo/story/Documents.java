package io.orilla.demo.story;

import io.orilla.demo.site.Site;
import io.orilla.model.content.Json;
import io.orilla.model.document.Document;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Spec;
import io.orilla.model.document.WorkloadSpec;
import io.orilla.model.signal.AssetName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The documents of the story, as a user would write them. */
final class Documents {
  /** Signals of every asset with their units, as the plant names them. */
  private static final List<String[]> SIGNALS =
      List.of(
          new String[] {"vibration1", "g"},
          new String[] {"vibration2", "g"},
          new String[] {"current", "A"},
          new String[] {"pressure", "bar"},
          new String[] {"temperature", "°C"},
          new String[] {"thermocouple", "°C"},
          new String[] {"voltage", "V"},
          new String[] {"flow", "l/min"});

  static final String WORKFLOW = "water-loop";
  static final String LABELS = "valve-faults";

  private Documents() {}

  static String workflow() {
    return resource("workflow.yaml");
  }

  static String studies() {
    return resource("studies.yaml");
  }

  /** The source of a node: all signals of the assets it stands beside. */
  static String source(String node, String endpoint) {
    StringBuilder text =
        new StringBuilder(
            resource("sources.yaml.template")
                .replace("${node}", node)
                .replace("${endpoint}", endpoint));
    for (AssetName asset : Site.NODES.getOrDefault(node, List.of())) {
      for (String[] signal : SIGNALS) {
        text.append(
            "    - {name: %s, address: \"ns=2;s=%s/%s\", unit: %s}%n"
                .formatted(asset.signal(signal[0]), asset.shortName(), signal[0], signal[1]));
      }
    }
    return text.toString();
  }

  static String labels(LabelSetSpec labels) {
    return document(LABELS, labels);
  }

  /** The champion of an asset. */
  static String workload(AssetName asset, int version) {
    ObjectName model = new ObjectName("anomaly-" + asset.shortName());
    return document(
        "anomaly-" + asset.shortName(),
        new WorkloadSpec(asset, "anomaly", new WorkloadSpec.ModelReference(model, version)));
  }

  private static String document(String name, Spec spec) {
    return Json.text(Document.of(name, spec));
  }

  private static String resource(String name) {
    try (InputStream in = Documents.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
