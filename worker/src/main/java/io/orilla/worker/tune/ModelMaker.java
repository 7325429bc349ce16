package io.orilla.worker.tune;

import io.orilla.inference.OnnxModel;
import io.orilla.learning.detector.Detector;
import io.orilla.learning.evaluation.AssetRows;
import io.orilla.learning.onnx.DetectorGraph;
import io.orilla.learning.parity.ParityGate;
import io.orilla.learning.profile.Profiles;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.Provenance;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.ResultDocument.Parity;
import io.orilla.model.task.ResultDocument.TrainedModel;
import io.orilla.model.task.TaskDocument;
import io.orilla.model.task.TaskSpec;
import io.orilla.worker.tracking.RunLog;
import java.time.Clock;
import java.util.Map;

/** Makes of an asset's winning trial a model that can travel. */
final class ModelMaker {
  private final TaskDocument task;
  private final TaskSpec.Tune tune;
  private final BlobStore store;
  private final Clock clock;

  ModelMaker(TaskDocument task, TaskSpec.Tune tune, BlobStore store, Clock clock) {
    this.task = task;
    this.tune = tune;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Exports the graph, holds it against its trainer and leaves a bundle in the store.
   *
   * @throws OrillaException when the graph does not pass the gate
   */
  TrainedModel make(ObjectName name, AssetRows asset, RecordedTrial winner) {
    Detector detector = winner.result().of(asset.asset()).detector();
    ModelSignature signature = DetectorGraph.signature(detector, asset.preparation().signals());
    byte[] onnx = DetectorGraph.export(detector);
    Parity parity = parity(asset, detector, signature, onnx);
    ModelConfig config =
        new ModelConfig(
            name,
            asset.asset(),
            signature,
            asset.preparation(),
            Profiles.of(asset.preparation(), asset.rows().subList(0, trainingRows())),
            Cards.card(asset, winner, trainingRows(), parity),
            provenance(asset, winner));
    ModelBundle bundle = ModelBundle.write(store, config, onnx);
    winner.run().log(log(name, config.card(), bundle));
    return new TrainedModel(name, asset.asset(), bundle.digest(), winner.run().id(), parity);
  }

  private int trainingRows() {
    return tune.spec().trainingRows();
  }

  /** On windows of which no row was trained on. */
  private Parity parity(AssetRows asset, Detector detector, ModelSignature signature, byte[] onnx) {
    try (OnnxModel graph = OnnxModel.load(store.path(store.write(onnx)), signature)) {
      return ParityGate.check(
          detector, graph, asset.from(trainingRows()).fitWindows(0, detector.rows()));
    } catch (OrillaException e) {
      throw new OrillaException(e.code(), asset.asset() + ": " + e.text(), e);
    }
  }

  private Provenance provenance(AssetRows asset, RecordedTrial winner) {
    return new Provenance(
        winner.run().id(),
        tune.study().text(),
        new Provenance.Dataset(
            tune.prepared().table(),
            tune.prepared().snapshot(),
            asset.asset(),
            asset.rows().getFirst().time(),
            asset.rows().get(trainingRows() - 1).time(),
            trainingRows()),
        tune.labelSet(),
        asset.preparation().digest(),
        winner.trial().parameters(),
        tune.spec().seed(),
        task.code(),
        Machine.HERE.jvm(),
        Machine.HERE.os(),
        Machine.HERE.architecture(),
        clock.instant());
  }

  private static RunLog log(ObjectName name, ModelCard card, ModelBundle bundle) {
    double relative = card.metrics().getOrDefault(Cards.PARITY, Double.NaN);
    return new RunLog(
        Map.of(Cards.PARITY + "." + name, relative),
        Map.of(),
        Map.of("orilla.model." + name, bundle.digest().text()));
  }
}
