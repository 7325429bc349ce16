package io.orilla.server.registry;

import io.orilla.model.bundle.GraphConfig;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.Provenance;
import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.ResultDocument.Parity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registered model together with what its bundles say and where they run. */
record ModelView(
    ObjectName name,
    Optional<AssetName> asset,
    Optional<Integer> champion,
    List<Version> versions,
    List<AliasMove> history) {

  /** A version; {@code metrics} are the card's. A graph that is only asked has a card alone. */
  record Version(
      int version,
      Digest bundle,
      String run,
      String study,
      String algorithm,
      Instant createdAt,
      Map<String, Double> metrics,
      Parity parity,
      ModelCard card,
      Optional<ModelSignature> signature,
      Optional<Provenance> provenance,
      List<ObjectName> runsOn) {

    static Version of(ModelVersion version, ModelConfig config, List<ObjectName> runsOn) {
      return of(
          version,
          config.card(),
          Optional.of(config.signature()),
          Optional.of(config.provenance()),
          runsOn);
    }

    static Version of(ModelVersion version, GraphConfig config, List<ObjectName> runsOn) {
      return of(version, config.card(), Optional.empty(), Optional.empty(), runsOn);
    }

    private static Version of(
        ModelVersion version,
        ModelCard card,
        Optional<ModelSignature> signature,
        Optional<Provenance> provenance,
        List<ObjectName> runsOn) {
      return new Version(
          version.version(),
          version.bundle(),
          version.run(),
          version.study(),
          card.algorithm(),
          version.createdAt(),
          card.metrics(),
          version.parity(),
          card,
          signature,
          provenance,
          runsOn);
    }
  }
}
