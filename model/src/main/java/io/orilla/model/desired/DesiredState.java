package io.orilla.model.desired;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that a node shall run. It travels signed ({@link SignedState}); it could as well come on a
 * USB stick. Format: {@code docs/format/desired-state.md}.
 */
public record DesiredState(
    ObjectName node,
    StateVersion version,
    Instant issuedAt,
    List<Source> sources,
    List<Workload> workloads) {
  public DesiredState {
    sources = List.copyOf(sources);
    workloads = List.copyOf(workloads);
  }

  /** A declared source with its name and generation. */
  public record Source(ObjectName name, long generation, SourceSpec spec) {}

  /**
   * A model as champion of (asset, output).
   *
   * @param bundle digest of the bundle's manifest
   * @param requires features the node must have; a node that lacks one refuses this workload only
   */
  public record Workload(
      ObjectName name,
      long generation,
      AssetName asset,
      String output,
      ObjectName model,
      int modelVersion,
      Digest bundle,
      Set<String> requires) {
    public Workload {
      requires = Collections.unmodifiableSortedSet(new TreeSet<>(requires));
    }
  }
}
