package io.orilla.model.bundle;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Ordered;
import io.orilla.model.document.TableName;
import io.orilla.model.signal.AssetName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an artifact was made of, and by what: lineage is read from here.
 *
 * @param run id of the tracking run
 * @param labels name and generation of the label set the objective used, as {@code valve-faults@1}
 * @param code version of Orilla
 */
public record Provenance(
    String run,
    String study,
    Dataset dataset,
    @Nullable String labels,
    Digest preparation,
    Map<String, String> parameters,
    long seed,
    String code,
    String jvm,
    String os,
    String architecture,
    Instant time) {
  public Provenance {
    parameters = Ordered.copy(parameters);
  }

  /** The rows trained on: of one asset, {@code from} inclusive to {@code to} inclusive, µs UTC. */
  public record Dataset(
      TableName table, long snapshot, AssetName asset, long from, long to, int rows) {}
}
