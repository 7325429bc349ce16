package io.orilla.model.document;

import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;

/**
 * A model at work on an asset; it runs on the node whose source reads the asset's signals.
 *
 * @param output what it says of the asset, as {@code anomaly}; one champion for each asset and
 *     output
 * @param version the model's version, a number from 1
 */
public record WorkloadSpec(AssetName asset, String output, ModelReference model) implements Spec {
  public WorkloadSpec {
    if (output.isBlank()) {
      throw OrillaException.invalid("output is blank: say what the model decides, as 'anomaly'");
    }
  }

  /** One version of a registered model. */
  public record ModelReference(ObjectName name, int version) {
    public ModelReference {
      if (version < 1) {
        throw OrillaException.invalid("version " + version + " must be 1 or more");
      }
    }
  }
}
