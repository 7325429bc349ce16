package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import org.jspecify.annotations.Nullable;

/**
 * What one model speaks for: an output of an asset, as its champion, beside it, or for who asks.
 *
 * @param workload that has the seat for itself; absent for the champion, who is the only one
 */
record Seat(AssetName asset, String output, Role role, @Nullable ObjectName workload) {
  static Seat of(DesiredState.Workload workload) {
    return of(workload.asset(), workload.output(), workload.role(), workload.name());
  }

  static Seat of(Prediction prediction) {
    return of(prediction.asset(), prediction.output(), prediction.role(), prediction.workload());
  }

  private static Seat of(AssetName asset, String output, Role role, ObjectName workload) {
    return new Seat(asset, output, role, role == Role.CHAMPION ? null : workload);
  }

  /** A name for files, as an asset's own has letters that file systems do not take. */
  String fileName() {
    String text = asset.text() + "\n" + output + (workload == null ? "" : "\n" + workload);
    return Digest.ofText(text).hex().substring(0, 16);
  }

  @Override
  public String toString() {
    return asset
        + " "
        + output
        + switch (role) {
          case CHAMPION -> "";
          case SHADOW -> " beside the champion, " + workload;
          case SERVICE -> " for who asks, " + workload;
        };
  }
}
