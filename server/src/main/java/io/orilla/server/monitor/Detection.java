package io.orilla.server.monitor;

import io.orilla.model.content.Digest;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import java.util.Map;

/**
 * How well a model detects on an asset, over the windows it was not trained on.
 *
 * @param model name of the registered model, or the bundle's digest when it is none
 * @param version 0 when the bundle is no registered version
 * @param none windows without prediction, by reason; not counted in the rates
 * @param unlabelled windows that were decided where nobody looked
 */
record Detection(
    AssetName asset,
    String model,
    int version,
    Digest bundle,
    long tp,
    long tn,
    long fp,
    long fn,
    double f1,
    double far,
    double mar,
    Map<Prediction.Cause, Long> none,
    long unlabelled) {
  Detection {
    none = Map.copyOf(none);
  }
}
