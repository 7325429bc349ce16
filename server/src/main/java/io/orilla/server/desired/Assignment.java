package io.orilla.server.desired;

import io.orilla.model.bundle.Manifest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.document.WorkloadSpec;
import io.orilla.server.document.Declarations;
import io.orilla.server.document.Declared;
import io.orilla.server.document.ModelVersions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which sources and workloads fall to a node, as the documents stand. */
record Assignment(List<DesiredState.Source> sources, List<DesiredState.Workload> workloads) {
  static Assignment of(ObjectName node, Declarations declarations, ModelVersions models) {
    List<Declared<SourceSpec>> sources =
        declarations.all(SourceSpec.class).stream()
            .filter(source -> source.spec().node().equals(node))
            .toList();
    return new Assignment(
        sources.stream()
            .map(
                source ->
                    new DesiredState.Source(source.name(), source.generation(), source.spec()))
            .toList(),
        declarations.all(WorkloadSpec.class).stream()
            .filter(workload -> isReadBy(workload, sources))
            .flatMap(workload -> workload(workload, models).stream())
            .toList());
  }

  /** A model runs where its asset's signals are read. */
  private static boolean isReadBy(
      Declared<WorkloadSpec> workload, List<Declared<SourceSpec>> sources) {
    return sources.stream()
        .anyMatch(source -> source.spec().assets().contains(workload.spec().asset()));
  }

  private static Optional<DesiredState.Workload> workload(
      Declared<WorkloadSpec> workload, ModelVersions models) {
    WorkloadSpec spec = workload.spec();
    return models
        .bundle(spec.model())
        .map(
            bundle ->
                new DesiredState.Workload(
                    workload.name(),
                    workload.generation(),
                    spec.asset(),
                    spec.output(),
                    spec.model().name(),
                    spec.model().version(),
                    bundle,
                    Set.of(Manifest.MODEL_BUNDLE)));
  }
}
