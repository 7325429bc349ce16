package io.orilla.server.registry;

import static io.orilla.server.mlflow.MlflowJson.required;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.server.mlflow.MlflowOperations;
import io.orilla.server.mlflow.MlflowRoutes;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MLflow's {@code registered-models/…} and {@code model-versions/…}. */
public final class ModelOperations implements MlflowOperations {
  private static final Pattern NAME_IS =
      Pattern.compile("\\s*name\\s*=\\s*['\"]([^'\"]*)['\"]\\s*");
  private static final String BY_CLIENT = "MLflow client";

  private final ModelRegistry registry;
  private final Supplier<String> ids;

  /**
   * @param ids a fresh key for each version that a client makes
   */
  public ModelOperations(ModelRegistry registry, Supplier<String> ids) {
    this.registry = registry;
    this.ids = ids;
  }

  @Override
  public void register(MlflowRoutes routes) {
    routes
        .post("registered-models/create", Model.class, this::create)
        .get("registered-models/get", Model.class, this::get)
        .get("registered-models/search", Search.class, this::search)
        .post("registered-models/alias", Alias.class, this::setAlias)
        .get("registered-models/alias", Alias.class, this::getAlias)
        .post("model-versions/create", CreateVersion.class, this::createVersion)
        .get("model-versions/get", Version.class, this::getVersion)
        .get("model-versions/search", Search.class, this::searchVersions);
  }

  record Model(@Nullable String name, @Nullable String description) {
    ObjectName model() {
      return new ObjectName(required(name, "name"));
    }
  }

  private Map<String, MlflowModel> create(Model request) {
    registry.create(request.model(), request.description == null ? "" : request.description);
    return get(request);
  }

  private Map<String, MlflowModel> get(Model request) {
    return Map.of("registered_model", MlflowModel.of(registry.model(request.model())));
  }

  record Search(@Nullable String filter, @Nullable List<String> orderBy) {
    /** Whether the model is one of those searched for; only {@code name = '…'} is spoken. */
    boolean selects(RegisteredModel model) {
      if (filter == null || filter.isBlank()) {
        return true;
      }
      Matcher name = NAME_IS.matcher(filter);
      if (!name.matches()) {
        throw OrillaException.invalid(
            "Invalid filter '"
                + filter
                + "': only name = '…' is supported; ask without and select");
      }
      return name.group(1).equals(model.name().text());
    }
  }

  private Map<String, List<MlflowModel>> search(Search request) {
    return Map.of(
        "registered_models",
        registry.models().stream().filter(request::selects).map(MlflowModel::of).toList());
  }

  record Alias(@Nullable String name, @Nullable String alias, @Nullable String version) {
    ObjectName model() {
      return new ObjectName(required(name, "name"));
    }
  }

  private Map<String, String> setAlias(Alias request) {
    registry.moveAlias(
        request.model(),
        required(request.alias, "alias"),
        number(required(request.version, "version")),
        BY_CLIENT);
    return Map.of();
  }

  private Map<String, MlflowModel.Version> getAlias(Alias request) {
    return answer(registry.aliased(request.model(), required(request.alias, "alias")));
  }

  record CreateVersion(@Nullable String name, @Nullable String source) {}

  private Map<String, MlflowModel.Version> createVersion(CreateVersion request) {
    ObjectName model = registry.model(new ObjectName(required(request.name, "name"))).name();
    Digest bundle = new Digest(required(request.source, "source"));
    return answer(registry.register(model, bundle, "client-" + ids.get()));
  }

  record Version(@Nullable String name, @Nullable String version) {}

  private Map<String, MlflowModel.Version> getVersion(Version request) {
    return answer(
        registry.requireVersion(
            new ObjectName(required(request.name, "name")),
            number(required(request.version, "version"))));
  }

  private Map<String, List<MlflowModel.Version>> searchVersions(Search request) {
    return Map.of(
        "model_versions",
        registry.models().stream()
            .filter(request::selects)
            .flatMap(model -> MlflowModel.versions(model).stream())
            .toList());
  }

  private Map<String, MlflowModel.Version> answer(ModelVersion version) {
    return Map.of("model_version", MlflowModel.version(version, registry.model(version.model())));
  }

  private static int number(String version) {
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException e) {
      throw OrillaException.invalid("Model version must be an integer, got '" + version + "'");
    }
  }
}
