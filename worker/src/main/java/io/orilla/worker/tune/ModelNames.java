package io.orilla.worker.tune;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the models of a study are called: after the study's model and the asset. */
final class ModelNames {
  private ModelNames() {}

  /**
   * A name for each asset, in order.
   *
   * @throws OrillaException INVALID_ARGUMENT when two assets come to the same name, or one to none
   */
  static List<ObjectName> of(ObjectName model, List<AssetName> assets) {
    Map<ObjectName, AssetName> taken = new LinkedHashMap<>();
    for (AssetName asset : assets) {
      ObjectName name = of(model, asset);
      AssetName other = taken.put(name, asset);
      if (other != null) {
        throw OrillaException.invalid(
            "the models of %s and %s would both be called %s: let a study's workflow have assets whose last parts differ"
                .formatted(other, asset, name));
      }
    }
    return List.copyOf(taken.keySet());
  }

  private static ObjectName of(ObjectName model, AssetName asset) {
    String suffix = asset.shortName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return new ObjectName(model + "-" + suffix);
  }
}
