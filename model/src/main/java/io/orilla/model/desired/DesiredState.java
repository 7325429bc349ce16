package io.orilla.model.desired;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.orilla.model.content.Digest;
import io.orilla.model.document.AlarmRuleSpec;
import io.orilla.model.document.Interlock;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.Role;
import io.orilla.model.document.ServingSpec;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that a node shall run. It travels signed ({@link SignedState}); it could as well come on a
 * USB stick. Format: {@code docs/format/desired-state.md}.
 *
 * @param removed champions that were taken away on purpose; one that is merely absent goes on
 * @param plans workloads that are not to be run: the node says what would become of them
 * @param alarms limits to watch
 * @param outputs what is written to the plant, as far as the node allows it
 */
public record DesiredState(
    ObjectName node,
    StateVersion version,
    Instant issuedAt,
    List<Source> sources,
    List<Workload> workloads,
    List<ObjectName> removed,
    List<Workload> plans,
    @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Alarm> alarms,
    @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Output> outputs) {
  public DesiredState {
    sources = List.copyOf(sources);
    workloads = List.copyOf(workloads);
    removed = List.copyOf(removed);
    plans = List.copyOf(plans);
    alarms = List.copyOf(alarms);
    outputs = List.copyOf(outputs);
  }

  /** A state that takes nothing away, asks for no plan and acts on nothing. */
  public DesiredState(
      ObjectName node,
      StateVersion version,
      Instant issuedAt,
      List<Source> sources,
      List<Workload> workloads) {
    this(node, version, issuedAt, sources, workloads, List.of(), List.of(), List.of(), List.of());
  }

  /** A declared source with its name and generation. */
  public record Source(ObjectName name, long generation, SourceSpec spec) {}

  /** A declared alarm with its name and generation. */
  public record Alarm(ObjectName name, long generation, AlarmRuleSpec spec) {}

  /** A declared output with its name and generation. */
  public record Output(ObjectName name, long generation, OutputSpec spec) {}

  /**
   * A model at work on (asset, output).
   *
   * @param bundle digest of the bundle's manifest
   * @param requires features the node must have; a node that lacks one refuses this workload only
   * @param onlyWhile what must hold of signals before the model takes the seat over
   * @param retry whether a node that holds this model back is to try it once more
   * @param serving how calls from outside are answered
   */
  public record Workload(
      ObjectName name,
      long generation,
      AssetName asset,
      String output,
      ObjectName model,
      int modelVersion,
      Digest bundle,
      Set<String> requires,
      Role role,
      @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<Interlock> onlyWhile,
      boolean retry,
      Optional<ServingSpec> serving) {
    /** A node that runs shadows has this feature. */
    public static final String SHADOWS = "shadow";

    /** A node that runs models that are only asked has this feature. */
    public static final String SERVICES = "service";

    public Workload {
      requires = Collections.unmodifiableSortedSet(new TreeSet<>(requires));
      onlyWhile = List.copyOf(onlyWhile);
    }

    /** One that says nothing of calls from outside. */
    public Workload(
        ObjectName name,
        long generation,
        AssetName asset,
        String output,
        ObjectName model,
        int modelVersion,
        Digest bundle,
        Set<String> requires,
        Role role,
        List<Interlock> onlyWhile,
        boolean retry) {
      this(
          name,
          generation,
          asset,
          output,
          model,
          modelVersion,
          bundle,
          requires,
          role,
          onlyWhile,
          retry,
          Optional.empty());
    }

    /** A champion. */
    public Workload(
        ObjectName name,
        long generation,
        AssetName asset,
        String output,
        ObjectName model,
        int modelVersion,
        Digest bundle,
        Set<String> requires) {
      this(
          name,
          generation,
          asset,
          output,
          model,
          modelVersion,
          bundle,
          requires,
          Role.CHAMPION,
          List.of(),
          false);
    }
  }
}
