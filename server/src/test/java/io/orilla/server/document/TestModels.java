package io.orilla.server.document;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.GraphBundle;
import io.orilla.model.bundle.GraphConfig;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.Provenance;
import io.orilla.model.bundle.ReferenceProfile;
import io.orilla.model.content.Digest;
import io.orilla.model.document.Clean;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.TableName;
import io.orilla.model.document.WorkloadSpec.ModelReference;
import io.orilla.model.signal.AssetName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry in memory, with bundles in a real blob store. */
public final class TestModels implements ModelVersions {
  private final BlobStore blobs;
  private final Map<ModelReference, Digest> versions = new HashMap<>();

  public TestModels(BlobStore blobs) {
    this.blobs = blobs;
  }

  @Override
  public Optional<Digest> bundle(ModelReference model) {
    return Optional.ofNullable(versions.get(model));
  }

  /** Registers a version that takes these signals of the asset. */
  public Digest add(String model, int version, String asset, String... signals) {
    Digest bundle =
        ModelBundle.write(
                blobs,
                config(new ObjectName(model), new AssetName(asset), List.of(signals)),
                new byte[] {(byte) version})
            .digest();
    versions.put(new ModelReference(new ObjectName(model), version), bundle);
    return bundle;
  }

  /** Registers a graph that is only asked. */
  public Digest addGraph(String model, int version, String asset) {
    GraphConfig config =
        new GraphConfig(
            new ObjectName(model),
            new AssetName(asset),
            new ModelCard("a test's", "onnx", Map.of(), ""));
    byte[] graph = {(byte) version};
    Digest bundle =
        GraphBundle.write(blobs, config, blobs.write(graph), graph.length, List.of()).digest();
    versions.put(new ModelReference(new ObjectName(model), version), bundle);
    return bundle;
  }

  private static ModelConfig config(ObjectName model, AssetName asset, List<String> signals) {
    List<Preparation.Column> columns =
        signals.stream().map(name -> new Preparation.Column(name, "")).toList();
    Clean clean =
        new Clean(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofDays(1));
    Preparation preparation = new Preparation(columns, clean, List.of());
    Provenance provenance =
        new Provenance(
            "run-1",
            "study",
            new Provenance.Dataset(new TableName("prepared.water"), 1, asset, 0, 1, 2),
            null,
            preparation.digest(),
            Map.of(),
            1,
            "0.1.0",
            "25",
            "Linux",
            "amd64",
            Instant.EPOCH);
    return new ModelConfig(
        model,
        asset,
        new ModelSignature(5, columns, List.of(new ModelSignature.Output("score", 1))),
        preparation,
        new ReferenceProfile(List.of()),
        new ModelCard("a test's", "t2", Map.of(), ""),
        provenance);
  }
}
