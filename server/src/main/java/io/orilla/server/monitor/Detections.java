package io.orilla.server.monitor;

import io.orilla.model.bundle.Provenance;
import io.orilla.model.content.Digest;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import io.orilla.server.document.Declared;
import io.orilla.server.document.Documents;
import io.orilla.server.record.PredictionLog;
import io.orilla.server.record.TimeRange;
import io.orilla.server.record.Verdict;
import io.orilla.server.registry.ModelRegistry;
import io.orilla.server.registry.ModelVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Compares what models said with what the label sets say. */
final class Detections {
  private final PredictionLog predictions;
  private final ModelRegistry registry;
  private final Documents documents;

  Detections(PredictionLog predictions, ModelRegistry registry, Documents documents) {
    this.predictions = predictions;
    this.registry = registry;
    this.documents = documents;
  }

  private record Key(AssetName asset, Digest bundle) {}

  /** One for each asset and model, in the order of their first windows. */
  List<Detection> all() {
    List<LabelSetSpec> labels =
        documents.current().all(LabelSetSpec.class).stream().map(Declared::spec).toList();
    Map<Key, List<Verdict>> byModel = new LinkedHashMap<>();
    for (Verdict verdict : predictions.verdicts(Optional.empty(), TimeRange.ALL)) {
      byModel
          .computeIfAbsent(new Key(verdict.asset(), verdict.model()), key -> new ArrayList<>())
          .add(verdict);
    }
    return byModel.entrySet().stream()
        .map(model -> detection(model.getKey(), model.getValue(), labels))
        .toList();
  }

  private Detection detection(Key key, List<Verdict> verdicts, List<LabelSetSpec> labels) {
    Optional<ModelVersion> version = registry.ofBundle(key.bundle());
    long trainedThrough = version.map(known -> trainedThrough(known, key)).orElse(Long.MIN_VALUE);
    Confusion confusion = Confusion.NONE;
    Map<Prediction.Cause, Long> none = new EnumMap<>(Prediction.Cause.class);
    long unlabelled = 0;
    for (Verdict verdict : verdicts) {
      OptionalInt truth = truth(labels, verdict);
      if (verdict.time() <= trainedThrough) {
        continue;
      }
      if (verdict.cause() != null) {
        none.merge(verdict.cause(), 1L, Long::sum);
      } else if (truth.isEmpty()) {
        unlabelled++;
      } else {
        confusion = confusion.and(verdict.decision() == Decision.ALARM, truth.getAsInt() == 1);
      }
    }
    return new Detection(
        key.asset(),
        version.map(known -> known.model().text()).orElse(key.bundle().text()),
        version.map(ModelVersion::version).orElse(0),
        key.bundle(),
        confusion.tp(),
        confusion.tn(),
        confusion.fp(),
        confusion.fn(),
        confusion.f1(),
        confusion.far(),
        confusion.mar(),
        none,
        unlabelled);
  }

  /** The last row that the model was trained on, where it was this asset's. */
  private long trainedThrough(ModelVersion version, Key key) {
    Provenance.Dataset dataset = registry.bundle(version).config().provenance().dataset();
    return dataset.asset().equals(key.asset()) ? dataset.to() : Long.MIN_VALUE;
  }

  /** Labelled by any of the sets, else normal by any, else unknown. */
  private static OptionalInt truth(List<LabelSetSpec> labels, Verdict verdict) {
    return labels.stream()
        .map(set -> set.at(verdict.asset(), verdict.time()))
        .filter(OptionalInt::isPresent)
        .mapToInt(OptionalInt::getAsInt)
        .max();
  }
}
