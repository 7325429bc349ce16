package io.orilla.inference.serving;

import io.orilla.model.error.OrillaException;
import java.util.Optional;
import java.util.function.Consumer;

/** What models say of live windows, besides answering calls. Thread-safe. */
public interface LivePredictions {
  /** Where no windows are decided. */
  LivePredictions NONE =
      new LivePredictions() {
        @Override
        public Optional<Object> latest(String model) {
          throw OrillaException.notFound("no live windows are decided here");
        }

        @Override
        public Runnable follow(String model, Consumer<Object> listener) {
          throw OrillaException.notFound("no live windows are decided here");
        }
      };

  /**
   * The newest prediction, to be written as JSON; empty before the first one.
   *
   * @throws OrillaException DOES_NOT_EXIST for a model that there is not
   */
  Optional<Object> latest(String model);

  /**
   * Hands over each prediction from now on; the listener must not wait.
   *
   * @return ends it
   * @throws OrillaException DOES_NOT_EXIST for a model that there is not
   */
  Runnable follow(String model, Consumer<Object> listener);
}
