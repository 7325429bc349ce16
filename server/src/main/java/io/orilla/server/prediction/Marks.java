package io.orilla.server.prediction;

import io.orilla.model.content.Micros;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.journal.Event;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import io.orilla.server.alarm.Alarm;
import io.orilla.server.alarm.AlarmLog;
import io.orilla.server.document.Documents;
import io.orilla.server.prediction.Series.Interval;
import io.orilla.server.prediction.Series.Swap;
import io.orilla.server.record.EventLog;
import io.orilla.server.record.TimeRange;
import io.orilla.server.record.Verdict;
import io.orilla.server.registry.ModelRegistry;
import io.orilla.server.registry.ModelVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happened to an asset in a range of time, besides its curves. */
final class Marks {
  private final EventLog events;
  private final Documents documents;
  private final ModelRegistry registry;

  Marks(EventLog events, Documents documents, ModelRegistry registry) {
    this.events = events;
    this.documents = documents;
    this.registry = registry;
  }

  List<Interval> alarms(AssetName asset, TimeRange range) {
    return new AlarmLog(events)
        .alarms().stream()
            .filter(alarm -> alarm.asset().equals(asset))
            .map(alarm -> interval(alarm, range))
            .filter(interval -> range.touches(interval.from(), interval.to()))
            .sorted(Comparator.comparingLong(Interval::from))
            .toList();
  }

  private static Interval interval(Alarm alarm, TimeRange range) {
    long raised = Micros.of(alarm.raisedAt());
    return new Interval(
        raised,
        alarm.clearedAt().map(Micros::of).orElse(Math.max(raised, range.to())),
        alarm.summary());
  }

  List<Interval> labels(AssetName asset, TimeRange range) {
    return documents.current().all(LabelSetSpec.class).stream()
        .flatMap(set -> set.spec().labels().stream())
        .filter(label -> label.asset().equals(asset))
        .map(label -> new Interval(Micros.of(label.from()), Micros.of(label.to()), label.label()))
        .filter(label -> range.touches(label.from(), label.to()))
        .sorted(Comparator.comparingLong(Interval::from))
        .toList();
  }

  List<Interval> gaps(AssetName asset, TimeRange range) {
    return events.all(Event.Gap.class).stream()
        .map(said -> said.event())
        .filter(gap -> gap.signal().asset().equals(asset))
        .map(
            gap ->
                new Interval(
                    gap.after() == 0 ? gap.before() : gap.after(),
                    gap.before(),
                    gap.signal().localName() + ": " + gap.reason()))
        .filter(gap -> range.touches(gap.from(), gap.to()))
        .toList();
  }

  List<Swap> swaps(AssetName asset, TimeRange range) {
    return events.all(Event.ModelSwapped.class).stream()
        .map(said -> said.event())
        .filter(swap -> swap.asset().equals(asset) && range.contains(swap.firstWindow()))
        .map(this::swap)
        .toList();
  }

  private Swap swap(Event.ModelSwapped event) {
    Optional<ModelVersion> version = registry.ofBundle(event.to());
    return new Swap(
        event.firstWindow(),
        version.map(known -> known.model().text()).orElse(event.to().text()),
        version.map(ModelVersion::version).orElse(0),
        event.to());
  }

  /** Runs of windows without prediction, for the same reason. */
  static List<Interval> none(List<Verdict> verdicts) {
    List<Interval> runs = new ArrayList<>();
    Prediction.Cause running = null;
    for (Verdict verdict : verdicts) {
      Prediction.Cause cause = verdict.cause();
      if (cause != null && cause == running) {
        Interval run = runs.removeLast();
        runs.add(new Interval(run.from(), verdict.time(), run.text()));
      } else if (cause != null) {
        runs.add(new Interval(verdict.time(), verdict.time(), text(cause)));
      }
      running = cause;
    }
    return runs;
  }

  private static String text(Prediction.Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
