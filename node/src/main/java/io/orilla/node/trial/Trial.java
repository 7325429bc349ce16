package io.orilla.node.trial;

import io.orilla.model.content.Digest;
import io.orilla.model.error.OrillaException;

/** A first run of a model where it can do no harm. */
@FunctionalInterface
public interface Trial {
  /** For where models are trusted. */
  Trial NONE = bundle -> {};

  /**
   * Returns when the model was loaded and ran as it should.
   *
   * @param bundle whose blobs are all in the store
   * @throws OrillaException INVALID_ARGUMENT with what is wrong with the model, INTERNAL_ERROR when
   *     it could not be tried
   */
  void run(Digest bundle) throws InterruptedException;
}
