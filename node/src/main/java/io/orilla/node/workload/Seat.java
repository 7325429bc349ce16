package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.signal.AssetName;

/** What one champion speaks for: an output of an asset. */
record Seat(AssetName asset, String output) {
  static Seat of(DesiredState.Workload workload) {
    return new Seat(workload.asset(), workload.output());
  }

  /** A name for files, as an asset's own has letters that file systems do not take. */
  String fileName() {
    return Digest.ofText(asset.text() + "\n" + output).hex().substring(0, 16);
  }

  @Override
  public String toString() {
    return asset + " " + output;
  }
}
