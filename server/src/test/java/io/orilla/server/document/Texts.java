package io.orilla.server.document;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Documents as people write them. */
public final class Texts {
  private Texts() {}

  /** A source on a node that reads these signals of one asset. */
  public static String source(String name, String node, String asset, String... signals) {
    return """
        apiVersion: orilla/v1
        kind: Source
        metadata: {name: %s}
        spec:
          node: %s
          connector: opcua
          settings: {endpoint: 'opc.tcp://localhost:4840'}
          signals:
        %s
        """
        .formatted(
            name,
            node,
            Arrays.stream(signals)
                .map(
                    signal ->
                        "  - {name: %s/%s, address: 'ns=1;s=x', unit: bar}"
                            .formatted(asset, signal))
                .collect(Collectors.joining("\n")));
  }

  public static String workload(
      String name, String asset, String output, String model, int version) {
    return """
        apiVersion: orilla/v1
        kind: Workload
        metadata: {name: %s}
        spec: {asset: %s, output: %s, model: {name: %s, version: %d}}
        """
        .formatted(name, asset, output, model, version);
  }

  public static String workflow(String name, String table) {
    return """
        apiVersion: orilla/v1
        kind: Workflow
        metadata: {name: %s}
        spec:
          assets: [riva/hall1/water/loop1]
          signals: [{name: pressure, unit: bar}]
          clean: {grid: 1s, hold: 5s, lateness: 2s, ahead: 1d}
          validate: []
          table: %s
        """
        .formatted(name, table);
  }

  public static String labels(String name) {
    return """
        apiVersion: orilla/v1
        kind: LabelSet
        metadata: {name: %s}
        spec: {covers: [], labels: []}
        """
        .formatted(name);
  }

  public static String study(String name, String workflow, String labels, String grid) {
    return """
        apiVersion: orilla/v1
        kind: Study
        metadata: {name: %s}
        spec: {workflow: %s, labels: %s, trainingRows: 400, model: anomaly, seed: 7, grid: %s}
        """
        .formatted(name, workflow, labels, grid);
  }

  /** Several documents in one text. */
  public static String together(String... documents) {
    return String.join("---\n", documents);
  }
}
