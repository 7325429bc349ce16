package io.orilla.server.prediction;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.document.WorkflowSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import io.orilla.server.document.Documents;
import io.orilla.server.http.Resource;
import io.orilla.server.prediction.Series.SignalCurve;
import io.orilla.server.record.Buckets;
import io.orilla.server.record.EventLog;
import io.orilla.server.record.PredictionLog;
import io.orilla.server.record.SampleLog;
import io.orilla.server.record.TimeRange;
import io.orilla.server.record.Verdict;
import io.orilla.server.registry.ModelRegistry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /api/v1/series}: an asset's signals with what the models said of them. */
public final class SeriesResource implements Resource {
  private static final int DEFAULT_POINTS = 1_000;
  private static final int MOST_POINTS = 4_000;

  private final SampleLog samples;
  private final PredictionLog predictions;
  private final Documents documents;
  private final Marks marks;

  public SeriesResource(
      SampleLog samples,
      PredictionLog predictions,
      EventLog events,
      Documents documents,
      ModelRegistry registry) {
    this.samples = samples;
    this.predictions = predictions;
    this.documents = documents;
    this.marks = new Marks(events, documents, registry);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/series", this::show);
  }

  private void show(Context context) {
    AssetName asset =
        TimeParameters.asset(context)
            .orElseThrow(
                () -> OrillaException.invalid("asset is missing: give it as site/area/line/asset"));
    int points = TimeParameters.count(context, "points", DEFAULT_POINTS, MOST_POINTS);
    context.json(series(asset, range(context, asset), points));
  }

  private TimeRange range(Context context, AssetName asset) {
    OptionalLong from = TimeParameters.time(context, "from");
    OptionalLong to = TimeParameters.time(context, "to");
    if (from.isPresent() && to.isPresent()) {
      return new TimeRange(from.getAsLong(), to.getAsLong());
    }
    TimeRange extent =
        samples
            .extent(asset)
            .orElseThrow(
                () -> OrillaException.notFound("no sample of " + asset + " was received yet"));
    return new TimeRange(from.orElse(extent.from()), to.orElse(extent.to()));
  }

  private Series series(AssetName asset, TimeRange range, int points) {
    List<Verdict> verdicts = predictions.verdicts(Optional.of(asset), range);
    Buckets score = new Buckets(range, points);
    verdicts.stream()
        .filter(verdict -> !Double.isNaN(verdict.score()))
        .forEach(verdict -> score.add(verdict.time(), verdict.score()));
    return new Series(
        asset,
        node(asset),
        range.from(),
        range.to(),
        signals(asset, range, points),
        score.curve(),
        marks.alarms(asset, range),
        marks.labels(asset, range),
        marks.gaps(asset, range),
        Marks.none(verdicts),
        marks.swaps(asset, range));
  }

  private List<SignalCurve> signals(AssetName asset, TimeRange range, int points) {
    return samples.curves(asset, range, points).entrySet().stream()
        .map(
            signal ->
                new SignalCurve(
                    signal.getKey().localName(),
                    unit(asset, signal.getKey().localName()),
                    signal.getValue().curve(),
                    Optional.of(signal.getValue().last())))
        .toList();
  }

  private String unit(AssetName asset, String signal) {
    return documents.current().all(WorkflowSpec.class).stream()
        .filter(workflow -> workflow.spec().assets().contains(asset))
        .flatMap(workflow -> workflow.spec().signals().stream())
        .filter(column -> column.name().equals(signal))
        .map(Preparation.Column::unit)
        .findFirst()
        .orElse("");
  }

  private Optional<ObjectName> node(AssetName asset) {
    return documents.current().all(SourceSpec.class).stream()
        .filter(source -> source.spec().assets().contains(asset))
        .map(source -> source.spec().node())
        .findFirst();
  }
}
