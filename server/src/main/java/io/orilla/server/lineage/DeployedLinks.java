package io.orilla.server.lineage;

import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.Provenance;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.prediction.Prediction;
import io.orilla.server.desired.DesiredStates;
import io.orilla.server.registry.ModelVersion;
import java.util.Optional;

/** The links from a prediction to the run that made its model. */
final class DeployedLinks {
  private final DesiredStates states;

  DeployedLinks(DesiredStates states) {
    this.states = states;
  }

  static Link prediction(Prediction prediction) {
    Prediction.Reason reason = prediction.reason();
    Prediction.Consumed consumed = prediction.consumed();
    return new Link(
        Link.Kind.PREDICTION,
        prediction.id(),
        new Facts()
            .with("node", prediction.node())
            .with("asset", prediction.asset())
            .with("decision", prediction.decision())
            .with("reason", reason == null ? null : reason.cause())
            .withTime("window.from", prediction.window().from())
            .withTime("window.to", prediction.window().to())
            .with("window.rows", prediction.window().rows())
            .withTime("decided", prediction.decidedAt())
            .with("input", prediction.input())
            .with("runtime", prediction.runtime())
            .with("epoch", consumed == null ? null : consumed.epoch())
            .with("sequences", consumed == null ? null : consumed.from() + "-" + consumed.through())
            .all(),
        Optional.of("/api/v1/predictions/" + prediction.id()));
  }

  /** What the server had signed for the node under the version that the prediction names. */
  Link deployment(Prediction prediction) {
    Facts facts =
        new Facts()
            .with("node", prediction.node())
            .with("state", prediction.deployment())
            .with("generation", prediction.generation())
            .with("bundle", prediction.model());
    Optional<DesiredState> state = states.find(prediction.node(), prediction.deployment());
    state.ifPresent(issued -> facts.with("issued", issued.issuedAt()));
    facts.with("asked for", state.map(issued -> askedFor(issued, prediction)).orElse("unknown"));
    return new Link(
        Link.Kind.DEPLOYMENT,
        prediction.workload().text(),
        facts.all(),
        Optional.of("/api/v1/documents/workloads/" + prediction.workload()));
  }

  private static String askedFor(DesiredState state, Prediction prediction) {
    return state.workloads().stream()
        .filter(workload -> workload.name().equals(prediction.workload()))
        .map(
            workload ->
                workload.bundle().equals(prediction.model())
                    ? workload.model() + "@" + workload.modelVersion()
                    : "another bundle: " + workload.bundle())
        .findFirst()
        .orElse("nothing under this name");
  }

  static Link model(ModelVersion version, ModelConfig config, Digest graph) {
    return new Link(
        Link.Kind.MODEL_VERSION,
        version.model() + "@" + version.version(),
        new Facts()
            .with("bundle", version.bundle())
            .with("graph", graph)
            .with("algorithm", config.card().algorithm())
            .with("asset", config.asset())
            .with("preparation", config.preparation().digest())
            .with("window.rows", config.signature().rows())
            .with("registered", version.createdAt())
            .all(),
        Optional.of("/api/v1/models/" + version.model()));
  }

  static Link run(Provenance provenance) {
    Facts facts =
        new Facts()
            .with("study", provenance.study())
            .with("labels", provenance.labels())
            .with("seed", provenance.seed())
            .with("code", provenance.code())
            .with("jvm", provenance.jvm())
            .with("os", provenance.os() + " " + provenance.architecture())
            .with("time", provenance.time());
    provenance.parameters().forEach((name, value) -> facts.with("parameter." + name, value));
    return new Link(
        Link.Kind.RUN,
        provenance.run(),
        facts.all(),
        Optional.of("/api/2.0/mlflow/runs/get?run_id=" + provenance.run()));
  }
}
