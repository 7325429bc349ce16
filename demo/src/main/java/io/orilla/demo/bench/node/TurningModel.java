package io.orilla.demo.bench.node;

import static io.orilla.learning.onnx.GraphBuilder.attribute;

import io.orilla.demo.bench.model.MeanGraph;
import io.orilla.learning.onnx.GraphBuilder;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.Provenance;
import io.orilla.model.bundle.ReferenceProfile;
import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.TableName;
import io.orilla.model.signal.AssetName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A model of windows of one row whose score is their mean, after so many turns that change nothing:
 * each fills 4 MB anew and reads them, and so takes a core, its cache and the memory.
 */
final class TurningModel {
  private static final long FLOATS_IN_TURN = 1 << 20;

  private final AssetName asset;
  private final Preparation preparation;
  private final long turns;

  TurningModel(AssetName asset, Preparation preparation, long turns) {
    this.asset = asset;
    this.preparation = preparation;
    this.turns = turns;
  }

  Digest write(BlobStore blobs) {
    ModelSignature signature =
        new ModelSignature(
            1,
            preparation.signals(),
            List.of(
                new ModelSignature.Output(ModelSignature.SCORE, 1),
                new ModelSignature.Output(
                    ModelSignature.CONTRIBUTION, preparation.signals().size())));
    Provenance.Dataset dataset =
        new Provenance.Dataset(new TableName("prepared.bench"), 1, asset, 0, 1, 2);
    ModelConfig config =
        new ModelConfig(
            new ObjectName("turning"),
            asset,
            signature,
            preparation,
            new ReferenceProfile(List.of()),
            new ModelCard("the mean, slowly", "mean", Map.of(), "to measure with"),
            new Provenance(
                "run",
                "study",
                dataset,
                null,
                preparation.digest(),
                Map.of(),
                1,
                "code",
                "jvm",
                "os",
                "arch",
                Instant.EPOCH));
    return ModelBundle.write(blobs, config, MeanGraph.bytes(signature, this::score)).digest();
  }

  private void score(GraphBuilder graph) {
    graph.constant("turns", new long[] {turns});
    graph.constant("size", new long[] {FLOATS_IN_TURN}, 1);
    MeanGraph.loop(graph, "turns", TurningModel::turn);
  }

  /** The score comes out as it goes in: the greatest of many times itself. */
  private static void turn(GraphBuilder graph) {
    graph.node("Expand", "many", List.of(MeanGraph.BEFORE, "size"));
    graph.node(
        "ReduceMax",
        MeanGraph.AFTER,
        List.of("many"),
        attribute("axes", new long[] {0}),
        attribute("keepdims", 1));
  }
}
