package io.orilla.node.alarm;

import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.document.AlarmRuleSpec;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec.PredictedValue;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The alarms on what champions say: those that are declared, and one of its own for each champion
 * on whose score none is. They are sought once for each champion, not for each window. Guarded by
 * the alarms.
 */
final class ChampionWatches {
  private static final double DETECTORS_LIMIT = 1;

  private final Consumer<ObjectName> over;
  private final Map<PredictedValue, AlarmWatch> own = new HashMap<>();
  private final Map<ObjectName, Heard> byChampion = new HashMap<>();
  private List<AlarmWatch> declared = List.of();

  /** An alarm, and the name of the value that it is on. */
  record Watched(AlarmWatch watch, String value) {}

  private record Heard(AssetName asset, String output, List<Watched> watched) {
    boolean isOf(AssetName asset, String output) {
      return this.output.equals(output) && this.asset.equals(asset);
    }
  }

  /**
   * @param over told of a champion's own alarm in whose place another one is
   */
  ChampionWatches(Consumer<ObjectName> over) {
    this.over = over;
  }

  void declare(Collection<AlarmWatch> watches) {
    declared = List.copyOf(watches);
    byChampion.clear();
  }

  /** Nothing says any more what an alarm is about. */
  void forget(ObjectName alarm) {
    own.values().removeIf(watch -> watch.name().equals(alarm));
    byChampion.clear();
  }

  List<Watched> of(Prediction prediction) {
    Heard heard = byChampion.get(prediction.workload());
    if (heard == null || !heard.isOf(prediction.asset(), prediction.output())) {
      heard = new Heard(prediction.asset(), prediction.output(), seek(prediction));
      byChampion.put(prediction.workload(), heard);
    }
    return heard.watched();
  }

  private List<Watched> seek(Prediction prediction) {
    byChampion.values().removeIf(heard -> heard.isOf(prediction.asset(), prediction.output()));
    List<Watched> found = new ArrayList<>();
    for (AlarmWatch watch : declared) {
      watch
          .spec()
          .prediction()
          .filter(value -> value.asset().equals(prediction.asset()))
          .filter(value -> value.output().equals(prediction.output()))
          .ifPresent(value -> found.add(new Watched(watch, value.name())));
    }
    boolean isRuled = found.stream().anyMatch(one -> one.value().equals(ModelSignature.SCORE));
    PredictedValue score =
        new PredictedValue(prediction.asset(), prediction.output(), Optional.empty());
    AlarmWatch before = own.get(score);
    if (before != null && (isRuled || !before.name().equals(prediction.workload()))) {
      own.remove(score);
      over.accept(before.name());
    }
    if (!isRuled) {
      AlarmWatch watch = own.computeIfAbsent(score, _ -> ownOf(prediction, score));
      found.add(new Watched(watch, ModelSignature.SCORE));
    }
    return List.copyOf(found);
  }

  private static AlarmWatch ownOf(Prediction prediction, PredictedValue score) {
    AlarmRuleSpec spec =
        new AlarmRuleSpec(
            Optional.of(score),
            Optional.empty(),
            Optional.of(DETECTORS_LIMIT),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new AlarmWatch(prediction.workload(), spec);
  }
}
