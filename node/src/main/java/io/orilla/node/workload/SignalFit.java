package io.orilla.node.workload;

import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.ReferenceProfile.SignalProfile;
import io.orilla.model.content.DurationText;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether the signals that a model takes are those that the node reads. */
final class SignalFit {
  private final AssetName asset;
  private final ModelConfig config;
  private final Map<SignalName, SourceSpec.Signal> read;
  private final Map<String, SignalProfile> learnt;
  private final SeenSignals seen;

  SignalFit(
      AssetName asset, ModelConfig config, List<DesiredState.Source> sources, SeenSignals seen) {
    this.asset = asset;
    this.config = config;
    this.seen = seen;
    this.read =
        sources.stream()
            .flatMap(source -> source.spec().signals().stream())
            .collect(
                Collectors.toMap(
                    SourceSpec.Signal::name, Function.identity(), (one, other) -> one));
    this.learnt =
        config.profile().signals().stream()
            .collect(Collectors.toMap(SignalProfile::signal, Function.identity()));
  }

  void check(List<String> problems, List<String> cautions) {
    if (!config.asset().equals(asset)) {
      cautions.add("it was trained on " + config.asset() + " and is to decide on " + asset);
    }
    Map<SignalName, SeenSignals.Seen> lately = seen.lately(asset);
    for (Preparation.Column column : config.signature().signals()) {
      SignalName name = asset.signal(column.name());
      Optional<SourceSpec.Signal> signal = Optional.ofNullable(read.get(name));
      if (signal.isEmpty()) {
        problems.add("no source of this node reads " + name);
        continue;
      }
      checkUnit(column, signal.get(), problems);
      Optional<SeenSignals.Seen> samples = Optional.ofNullable(lately.get(name));
      if (samples.isEmpty()) {
        cautions.add(name + " was declared and has not been seen yet");
      }
      samples.ifPresent(found -> checkSeen(column, name, found, problems, cautions));
    }
  }

  /** A unit that either side leaves open says nothing. */
  private static void checkUnit(
      Preparation.Column column, SourceSpec.Signal signal, List<String> problems) {
    String unit = signal.unit() == null ? "" : signal.unit();
    if (!unit.isEmpty() && !column.unit().isEmpty() && !unit.equals(column.unit())) {
      problems.add(
          "%s is read in %s and the model takes %s".formatted(signal.name(), unit, column.unit()));
    }
  }

  private void checkSeen(
      Preparation.Column column,
      SignalName name,
      SeenSignals.Seen samples,
      List<String> problems,
      List<String> cautions) {
    if (samples.numbers() == 0) {
      problems.add(name + " is " + samples.type() + ", and the model takes numbers");
      return;
    }
    Duration hold = config.preparation().clean().hold();
    if (samples.period().compareTo(hold) > 0) {
      cautions.add(
          "%s comes every %s and is held for %s: most windows would have no value"
              .formatted(name, DurationText.format(samples.period()), DurationText.format(hold)));
    }
    SignalProfile profile = learnt.get(column.name());
    if (profile != null
        && (samples.smallest() < profile.min() || samples.largest() > profile.max())) {
      cautions.add(
          "%s was seen from %s to %s and the model learnt from %s to %s"
              .formatted(
                  name, samples.smallest(), samples.largest(), profile.min(), profile.max()));
    }
  }
}
