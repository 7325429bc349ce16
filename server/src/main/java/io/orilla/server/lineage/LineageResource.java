package io.orilla.server.lineage;

import io.javalin.config.RoutesConfig;
import io.orilla.lake.table.Lake;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.prediction.Prediction;
import io.orilla.server.desired.DesiredStates;
import io.orilla.server.http.Resource;
import io.orilla.server.record.PredictionLog;
import io.orilla.server.registry.ModelRegistry;
import io.orilla.server.registry.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code /api/v1/predictions/{name}/lineage}: each link is read from the artifact before it, and
 * nothing was written down for it.
 */
public final class LineageResource implements Resource {
  private final PredictionLog predictions;
  private final DeployedLinks deployed;
  private final ModelRegistry registry;
  private final DataLinks data;

  public LineageResource(
      PredictionLog predictions, DesiredStates states, ModelRegistry registry, Lake lake) {
    this.predictions = predictions;
    this.deployed = new DeployedLinks(states);
    this.registry = registry;
    this.data = new DataLinks(lake);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/v1/predictions/{name}/lineage",
        context -> context.json(lineage(predictions.require(context.pathParam("name")))));
  }

  private Lineage lineage(Prediction prediction) {
    List<Link> links = new ArrayList<>();
    links.add(DeployedLinks.prediction(prediction));
    links.add(deployed.deployment(prediction));
    Optional<ModelVersion> version = registry.ofBundle(prediction.model());
    if (version.isPresent() && registry.graph(version.get()).isEmpty()) {
      ModelBundle bundle = registry.bundle(version.get());
      ModelConfig config = bundle.config();
      links.add(DeployedLinks.model(version.get(), config, bundle.graph()));
      links.add(DeployedLinks.run(config.provenance()));
      links.addAll(data.of(config));
    }
    return new Lineage(prediction.id(), links);
  }
}
