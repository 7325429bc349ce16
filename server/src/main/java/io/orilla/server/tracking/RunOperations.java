package io.orilla.server.tracking;

import static io.orilla.server.mlflow.MlflowJson.required;

import io.orilla.model.error.OrillaException;
import io.orilla.server.mlflow.MlflowOperations;
import io.orilla.server.mlflow.MlflowRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** MLflow's {@code runs/create}, {@code get}, {@code update} and {@code search}. */
public final class RunOperations implements MlflowOperations {
  private static final int DEFAULT_MOST = 1_000;

  private final RunStore runs;
  private final Supplier<String> ids;

  /**
   * @param ids makes run ids: 32 hexadecimal digits each
   */
  public RunOperations(RunStore runs, Supplier<String> ids) {
    this.runs = runs;
    this.ids = ids;
  }

  @Override
  public void register(MlflowRoutes routes) {
    routes
        .post("runs/create", Create.class, this::create)
        .get("runs/get", Get.class, this::get)
        .post("runs/update", Update.class, this::update)
        .post("runs/search", Search.class, this::search);
  }

  record Create(
      @Nullable String experimentId,
      @Nullable String userId,
      @Nullable String runName,
      @Nullable Long startTime,
      @Nullable List<KeyValue> tags) {

    List<KeyValue> tagsWithName(String name) {
      List<KeyValue> all = new ArrayList<>(tags == null ? List.of() : tags);
      all.add(new KeyValue("mlflow.runName", name));
      return all;
    }

    String nameOr(String fallback) {
      return runName == null || runName.isEmpty() ? fallback : runName;
    }
  }

  record Whole(Run run) {}

  private Whole create(Create request) {
    String id = ids.get();
    String experiment = required(request.experimentId, "experiment_id");
    String name = request.nameOr("run-" + id.substring(0, 8));
    Run.Info info =
        new Run.Info(
            id,
            id,
            name,
            experiment,
            request.userId == null ? "" : request.userId,
            RunStatus.RUNNING,
            request.startTime == null ? runs.now() : request.startTime,
            null,
            "mlflow-artifacts:/" + experiment + "/" + id + "/artifacts",
            Run.ACTIVE);
    return new Whole(runs.create(info, request.tagsWithName(name)));
  }

  record Get(@Nullable String runId, @Nullable String runUuid) {}

  private Whole get(Get request) {
    return new Whole(runs.find(Run.idOf(request.runId, request.runUuid)));
  }

  record Update(
      @Nullable String runId,
      @Nullable String runUuid,
      @Nullable RunStatus status,
      @Nullable Long endTime,
      @Nullable String runName) {}

  private Map<String, Run.Info> update(Update request) {
    return Map.of(
        "run_info",
        runs.update(
            Run.idOf(request.runId, request.runUuid),
            request.status,
            request.endTime,
            request.runName));
  }

  record Search(
      @Nullable List<String> experimentIds,
      @Nullable String filter,
      @Nullable String runViewType,
      @Nullable Integer maxResults,
      @Nullable List<String> orderBy,
      @Nullable String pageToken) {
    Search {
      Unsupported.refuse(filter, orderBy);
    }

    RunSearch search() {
      return new RunSearch(
          experimentIds == null ? List.of() : experimentIds.stream().map(Search::number).toList(),
          RunSearch.stages(runViewType),
          maxResults == null ? DEFAULT_MOST : maxResults,
          RunSearch.Place.ofToken(pageToken));
    }

    private static Long number(String experiment) {
      try {
        return Long.valueOf(experiment);
      } catch (NumberFormatException e) {
        throw OrillaException.invalid(
            "Invalid experiment id '" + experiment + "': an experiment's id is a number");
      }
    }
  }

  record Page(List<Run> runs, @Nullable String nextPageToken) {}

  private Page search(Search request) {
    RunSearch search = request.search();
    List<Run> found = runs.newest(search);
    boolean more = found.size() == search.most();
    return new Page(found, more ? RunSearch.Place.of(found.getLast()).token() : null);
  }
}
