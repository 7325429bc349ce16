package io.orilla.server.desired;

import io.orilla.model.bundle.Manifest;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.AlarmRuleSpec;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.Role;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.document.WorkloadSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.server.document.Declarations;
import io.orilla.server.document.Declared;
import io.orilla.server.document.ModelVersions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which sources and workloads fall to a node, and which no longer do, as the documents stand. */
record Assignment(
    List<DesiredState.Source> sources,
    List<DesiredState.Workload> workloads,
    List<ObjectName> removed,
    List<DesiredState.Workload> plans,
    List<DesiredState.Alarm> alarms,
    List<DesiredState.Output> outputs) {
  /**
   * @param plans what the node is asked about
   * @param last the state the node was given before
   */
  static Assignment of(
      ObjectName node,
      Declarations declarations,
      ModelVersions models,
      List<DesiredState.Workload> plans,
      Optional<DesiredState> last) {
    List<Declared<SourceSpec>> sources =
        declarations.all(SourceSpec.class).stream()
            .filter(source -> source.spec().node().equals(node))
            .toList();
    List<Declared<WorkloadSpec>> meant =
        declarations.all(WorkloadSpec.class).stream()
            .filter(workload -> isFor(node, workload, sources))
            .toList();
    return new Assignment(
        sources.stream()
            .map(
                source ->
                    new DesiredState.Source(source.name(), source.generation(), source.spec()))
            .toList(),
        meant.stream().flatMap(workload -> workload(workload, models).stream()).toList(),
        last.map(state -> removed(state, meant)).orElse(List.of()),
        plans,
        declarations.all(AlarmRuleSpec.class).stream()
            .filter(alarm -> isRead(alarm.spec().asset(), sources))
            .map(alarm -> new DesiredState.Alarm(alarm.name(), alarm.generation(), alarm.spec()))
            .toList(),
        declarations.all(OutputSpec.class).stream()
            .filter(output -> output.spec().node().equals(node))
            .map(
                output ->
                    new DesiredState.Output(output.name(), output.generation(), output.spec()))
            .toList());
  }

  /** A model runs where its asset's signals are read, unless it names its node. */
  private static boolean isFor(
      ObjectName node, Declared<WorkloadSpec> workload, List<Declared<SourceSpec>> sources) {
    return workload
        .spec()
        .node()
        .map(node::equals)
        .orElseGet(() -> isRead(workload.spec().asset(), sources));
  }

  /** Models run, and alarms are watched, where their asset's signals are read. */
  private static boolean isRead(AssetName asset, List<Declared<SourceSpec>> sources) {
    return sources.stream().anyMatch(source -> source.spec().assets().contains(asset));
  }

  /**
   * What the node was told of once, and is not meant for it any more. One whose model cannot be
   * found for the moment is still meant.
   */
  private static List<ObjectName> removed(DesiredState last, List<Declared<WorkloadSpec>> meant) {
    TreeSet<ObjectName> removed = new TreeSet<>(last.removed());
    last.workloads().forEach(workload -> removed.add(workload.name()));
    meant.forEach(workload -> removed.remove(workload.name()));
    return List.copyOf(removed);
  }

  private static Optional<DesiredState.Workload> workload(
      Declared<WorkloadSpec> workload, ModelVersions models) {
    return models
        .bundle(workload.spec().model())
        .map(bundle -> workload(workload.name(), workload.generation(), workload.spec(), bundle));
  }

  static DesiredState.Workload workload(
      ObjectName name, long generation, WorkloadSpec spec, Digest bundle) {
    Role role = spec.role().orElse(Role.CHAMPION);
    return new DesiredState.Workload(
        name,
        generation,
        spec.asset(),
        spec.output(),
        spec.model().name(),
        spec.model().version(),
        bundle,
        requirements(role),
        role,
        spec.onlyWhile(),
        spec.retry(),
        spec.serving());
  }

  private static Set<String> requirements(Role role) {
    return switch (role) {
      case CHAMPION -> Set.of(Manifest.MODEL_BUNDLE);
      case SHADOW -> Set.of(Manifest.MODEL_BUNDLE, DesiredState.Workload.SHADOWS);
      case SERVICE -> Set.of(DesiredState.Workload.SERVICES);
    };
  }
}
