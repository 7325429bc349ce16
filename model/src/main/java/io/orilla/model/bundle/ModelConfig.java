package io.orilla.model.bundle;

import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.signal.AssetName;

/** The config blob of a model bundle: all that is known of the model but its graph. */
public record ModelConfig(
    ObjectName model,
    AssetName asset,
    ModelSignature signature,
    Preparation preparation,
    ReferenceProfile profile,
    ModelCard card,
    Provenance provenance) {
  /** The same model as another bundle. */
  public ModelConfig withCard(ModelCard other) {
    return new ModelConfig(model, asset, signature, preparation, profile, other, provenance);
  }
}
