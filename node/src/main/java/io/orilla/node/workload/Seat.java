package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import org.jspecify.annotations.Nullable;

/**
 * What one model speaks for: an output of an asset, as its champion or beside it.
 *
 * @param shadow the workload that decides beside the champion; absent for the champion
 */
record Seat(AssetName asset, String output, @Nullable ObjectName shadow) {
  static Seat of(DesiredState.Workload workload) {
    return of(workload.asset(), workload.output(), workload.role(), workload.name());
  }

  static Seat of(Prediction prediction) {
    return of(prediction.asset(), prediction.output(), prediction.role(), prediction.workload());
  }

  private static Seat of(AssetName asset, String output, Role role, ObjectName workload) {
    return new Seat(asset, output, role == Role.SHADOW ? workload : null);
  }

  Role role() {
    return shadow == null ? Role.CHAMPION : Role.SHADOW;
  }

  /** A name for files, as an asset's own has letters that file systems do not take. */
  String fileName() {
    String text = asset.text() + "\n" + output + (shadow == null ? "" : "\n" + shadow);
    return Digest.ofText(text).hex().substring(0, 16);
  }

  @Override
  public String toString() {
    return asset + " " + output + (shadow == null ? "" : " beside the champion, " + shadow);
  }
}
