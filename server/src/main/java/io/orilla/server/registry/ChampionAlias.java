package io.orilla.server.registry;

import io.orilla.model.document.WorkloadSpec;
import io.orilla.server.document.Declared;
import io.orilla.server.document.Documents;

/** Lets the alias {@code champion} of each model name the version that a workload runs. */
public final class ChampionAlias {
  private final Documents documents;
  private final ModelRegistry registry;

  public ChampionAlias(Documents documents, ModelRegistry registry) {
    this.documents = documents;
    this.registry = registry;
  }

  /** Moves the aliases now, as a kill may have come between, and after each change from now on. */
  public void follow() {
    documents.watch(this::move);
    move();
  }

  private void move() {
    for (Declared<WorkloadSpec> workload : documents.current().all(WorkloadSpec.class)) {
      WorkloadSpec.ModelReference model = workload.spec().model();
      registry.moveAlias(
          model.name(),
          RegisteredModel.CHAMPION,
          model.version(),
          "Workload " + workload.name() + "@" + workload.generation());
    }
  }
}
