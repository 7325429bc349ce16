package io.orilla.server.registry;

import io.javalin.config.RoutesConfig;
import io.orilla.model.document.ObjectName;
import io.orilla.server.http.Resource;
import java.util.List;

/** {@code /api/v1/models}: models with what their bundles say and where they run. */
public final class ModelResource implements Resource {
  private final ModelRegistry registry;
  private final Deployments deployments;

  public ModelResource(ModelRegistry registry, Deployments deployments) {
    this.registry = registry;
    this.deployments = deployments;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/v1/models",
        context -> context.json(registry.models().stream().map(this::view).toList()));
    routes.get(
        "/api/v1/models/{name}",
        context -> context.json(view(registry.model(new ObjectName(context.pathParam("name"))))));
  }

  private ModelView view(RegisteredModel model) {
    return new ModelView(
        model.name(),
        model.versions().stream().findFirst().map(ModelVersion::asset),
        model.champion(),
        model.versions().stream().map(this::view).toList(),
        model.history());
  }

  private ModelView.Version view(ModelVersion version) {
    List<ObjectName> runsOn = deployments.running(version.bundle());
    return registry
        .graph(version)
        .map(graph -> ModelView.Version.of(version, graph.config(), runsOn))
        .orElseGet(() -> ModelView.Version.of(version, registry.bundle(version).config(), runsOn));
  }
}
