package io.orilla.server.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A registered model in the shape of MLflow's protocol; times are milliseconds since 1970 UTC. */
record MlflowModel(
    String name,
    String description,
    long creationTimestamp,
    long lastUpdatedTimestamp,
    List<Version> latestVersions,
    List<Alias> aliases) {

  /** A version; {@code source} is the digest of its bundle. */
  record Version(
      String name,
      String version,
      long creationTimestamp,
      long lastUpdatedTimestamp,
      String currentStage,
      String description,
      String source,
      String runId,
      String status,
      List<String> aliases) {}

  record Alias(String alias, String version) {}

  static MlflowModel of(RegisteredModel model) {
    return new MlflowModel(
        model.name().text(),
        model.description(),
        model.createdAt().toEpochMilli(),
        model.changedAt().toEpochMilli(),
        versions(model).stream().limit(1).toList(),
        model.aliases().entrySet().stream()
            .map(alias -> new Alias(alias.getKey(), alias.getValue().toString()))
            .toList());
  }

  /** All versions of the model, newest first. */
  static List<Version> versions(RegisteredModel model) {
    return model.versions().stream().map(version -> version(version, model)).toList();
  }

  static Version version(ModelVersion version, RegisteredModel model) {
    Instant created = version.createdAt();
    return new Version(
        version.model().text(),
        Integer.toString(version.version()),
        created.toEpochMilli(),
        created.toEpochMilli(),
        "None",
        "",
        version.bundle().text(),
        version.run(),
        "READY",
        model.aliases().entrySet().stream()
            .filter(alias -> alias.getValue() == version.version())
            .map(Map.Entry::getKey)
            .sorted()
            .toList());
  }
}
