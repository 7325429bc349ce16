package io.orilla.server;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.Provenance;
import io.orilla.model.bundle.ReferenceProfile;
import io.orilla.model.document.Clean;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.TableName;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.ResultDocument.Parity;
import io.orilla.model.task.ResultDocument.TrainedModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A model bundle as a worker leaves it, with a graph that is none. */
public final class TestModel {
  public static final AssetName LOOP1 = new AssetName("riva/hall1/water/loop1");
  public static final ObjectName NAME = new ObjectName("anomaly-loop1");

  private TestModel() {}

  /** Writes a bundle whose digest depends on the run. */
  public static TrainedModel write(BlobStore store, String run) {
    ModelBundle bundle =
        ModelBundle.write(store, config(run), "no graph".getBytes(StandardCharsets.UTF_8));
    return new TrainedModel(NAME, LOOP1, bundle.digest(), run, new Parity(100, 1e-6, 0, 0));
  }

  private static ModelConfig config(String run) {
    return config(run, new TableName("prepared.valves"), 42, 1);
  }

  /** Trained on a snapshot's rows up to a time, µs UTC. */
  public static ModelConfig config(String run, TableName table, long snapshot, long to) {
    Preparation preparation = preparation();
    return new ModelConfig(
        NAME,
        LOOP1,
        new ModelSignature(1, preparation.signals(), List.of()),
        preparation,
        new ReferenceProfile(List.of()),
        new ModelCard("Says when the loop is not itself", "t2", Map.of("f1_others", 0.8), ""),
        new Provenance(
            run,
            "valve-study",
            new Provenance.Dataset(table, snapshot, LOOP1, 0, to, 400),
            "valve-faults@1",
            preparation.digest(),
            Map.of("confidence", "0.999"),
            7,
            "0.1.0",
            "25",
            "Linux",
            "amd64",
            Instant.EPOCH));
  }

  private static Preparation preparation() {
    Duration second = Duration.ofSeconds(1);
    return new Preparation(
        List.of(new Preparation.Column("pressure", "bar")),
        new Clean(second, second.multipliedBy(5), second, second),
        List.of());
  }
}
