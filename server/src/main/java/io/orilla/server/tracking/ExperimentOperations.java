package io.orilla.server.tracking;

import static io.orilla.server.mlflow.MlflowJson.required;

import io.orilla.model.error.OrillaException;
import io.orilla.server.mlflow.MlflowOperations;
import io.orilla.server.mlflow.MlflowRoutes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MLflow's {@code experiments/…}. */
public final class ExperimentOperations implements MlflowOperations {
  private static final int MOST = 1_000;

  private final ExperimentStore experiments;

  public ExperimentOperations(ExperimentStore experiments) {
    this.experiments = experiments;
  }

  @Override
  public void register(MlflowRoutes routes) {
    routes
        .post("experiments/create", Create.class, this::create)
        .get("experiments/get", Get.class, this::get)
        .get("experiments/get-by-name", GetByName.class, this::getByName)
        .post("experiments/search", Search.class, this::search)
        .get("experiments/search", Search.class, this::search);
  }

  record Create(@Nullable String name, @Nullable List<KeyValue> tags) {}

  record Created(String experimentId) {}

  private Created create(Create request) {
    return new Created(
        experiments.create(
            required(request.name, "name"), request.tags == null ? List.of() : request.tags));
  }

  record Get(@Nullable String experimentId) {}

  record GetByName(@Nullable String experimentName) {}

  record Got(Experiment experiment) {}

  private Got get(Get request) {
    return new Got(experiments.find(required(request.experimentId, "experiment_id")));
  }

  private Got getByName(GetByName request) {
    String name = required(request.experimentName, "experiment_name");
    return new Got(
        experiments
            .named(name)
            .orElseThrow(
                () ->
                    OrillaException.notFound(
                        "Could not find experiment with name '" + name + "'")));
  }

  record Search(
      @Nullable String filter,
      @Nullable List<String> orderBy,
      @Nullable Integer maxResults,
      @Nullable String pageToken) {
    Search {
      Unsupported.refuse(filter, orderBy);
    }
  }

  record Page(List<Experiment> experiments, @Nullable String nextPageToken) {}

  private Page search(Search request) {
    int most = request.maxResults == null ? MOST : request.maxResults;
    List<Experiment> found = experiments.newest(before(request.pageToken), most);
    boolean more = found.size() == most;
    return new Page(found, more ? found.getLast().experimentId() : null);
  }

  private static long before(@Nullable String token) {
    try {
      return token == null || token.isEmpty() ? Long.MAX_VALUE : Long.parseLong(token);
    } catch (NumberFormatException e) {
      throw OrillaException.invalid(
          "Invalid page token '" + token + "': give next_page_token of the page before");
    }
  }
}
