package io.orilla.server.tracking;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.server.http.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code /api/v1/runs}: runs side by side; the experiment of a study has the study's name. */
public final class RunResource implements Resource {
  private static final int DEFAULT_LIMIT = 200;

  private final ExperimentStore experiments;
  private final RunStore runs;

  public RunResource(ExperimentStore experiments, RunStore runs) {
    this.experiments = experiments;
    this.runs = runs;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/runs", this::list);
  }

  private void list(Context context) {
    int limit = context.queryParamAsClass("limit", Integer.class).getOrDefault(DEFAULT_LIMIT);
    Map<String, String> names =
        wanted(Optional.ofNullable(context.queryParam("study"))).stream()
            .collect(Collectors.toMap(Experiment::experimentId, Experiment::name));
    RunSearch search =
        new RunSearch(
            names.keySet().stream().map(Long::valueOf).toList(),
            List.of(Run.ACTIVE),
            limit,
            RunSearch.Place.START);
    context.json(
        runs.newest(search).stream()
            .map(run -> RunSummary.of(run, names.getOrDefault(run.info().experimentId(), "")))
            .toList());
  }

  private List<Experiment> wanted(Optional<String> study) {
    return study
        .map(name -> experiments.named(name).stream().toList())
        .orElseGet(() -> experiments.newest(Long.MAX_VALUE, Integer.MAX_VALUE));
  }
}
