package io.orilla.server.monitor;

import io.orilla.model.bundle.Provenance;
import io.orilla.model.content.Digest;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.server.document.Declared;
import io.orilla.server.document.Documents;
import io.orilla.server.record.PredictionLog;
import io.orilla.server.record.TimeRange;
import io.orilla.server.record.Verdict;
import io.orilla.server.registry.ModelRegistry;
import io.orilla.server.registry.ModelVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what models said with what the label sets say. */
final class Detections {
  private static final Comparator<Detection> ORDER =
      Comparator.comparing(Detection::asset)
          .thenComparing(Detection::model)
          .thenComparing(Detection::version)
          .thenComparing(detection -> detection.bundle().text());

  private final PredictionLog predictions;
  private final ModelRegistry registry;
  private final Documents documents;

  Detections(PredictionLog predictions, ModelRegistry registry, Documents documents) {
    this.predictions = predictions;
    this.registry = registry;
    this.documents = documents;
  }

  private record Key(AssetName asset, Digest bundle) {}

  /** One for each asset and model, by asset, model and version. */
  List<Detection> all() {
    List<LabelSetSpec> labels =
        documents.current().all(LabelSetSpec.class).stream().map(Declared::spec).toList();
    Map<Key, List<Verdict>> byModel = new HashMap<>();
    for (Verdict verdict : predictions.verdicts(Optional.empty(), TimeRange.ALL)) {
      byModel
          .computeIfAbsent(new Key(verdict.asset(), verdict.model()), key -> new ArrayList<>())
          .add(verdict);
    }
    return byModel.entrySet().stream()
        .map(model -> detection(model.getKey(), model.getValue(), labels))
        .sorted(ORDER)
        .toList();
  }

  private Detection detection(Key key, List<Verdict> verdicts, List<LabelSetSpec> labels) {
    Optional<ModelVersion> version = registry.ofBundle(key.bundle());
    long trainedThrough = version.map(known -> trainedThrough(known, key)).orElse(Long.MIN_VALUE);
    Tally tally = new Tally(labels);
    verdicts.stream().filter(verdict -> verdict.time() > trainedThrough).forEach(tally::count);
    return Detection.of(key.asset(), key.bundle(), version, tally);
  }

  /** The last row that the model was trained on, where it was this asset's. */
  private long trainedThrough(ModelVersion version, Key key) {
    Provenance.Dataset dataset = registry.bundle(version).config().provenance().dataset();
    return dataset.asset().equals(key.asset()) ? dataset.to() : Long.MIN_VALUE;
  }
}
