package io.orilla.server.monitor;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Ordered;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import io.orilla.server.registry.ModelVersion;
import java.util.Map;
import java.util.Optional;

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
    none = Ordered.copy(none);
  }

  static Detection of(AssetName asset, Digest bundle, Optional<ModelVersion> version, Tally tally) {
    Confusion confusion = tally.confusion();
    return new Detection(
        asset,
        version.map(known -> known.model().text()).orElse(bundle.text()),
        version.map(ModelVersion::version).orElse(0),
        bundle,
        confusion.tp(),
        confusion.tn(),
        confusion.fp(),
        confusion.fn(),
        confusion.f1(),
        confusion.far(),
        confusion.mar(),
        tally.none(),
        tally.unlabelled());
  }
}
