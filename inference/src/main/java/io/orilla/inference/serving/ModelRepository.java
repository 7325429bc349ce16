package io.orilla.inference.serving;

import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.Optional;

/** The models that can be asked for. Thread-safe. */
public interface ModelRepository {
  /** Every model there is or should be, by name. */
  List<Entry> index();

  /**
   * Looks a model up and holds it; the caller releases it.
   *
   * @param version the one that is served when empty
   * @throws OrillaException DOES_NOT_EXIST for a model or version that there is not,
   *     PEER_UNAVAILABLE for one that is not ready
   */
  ServedModel hold(String name, Optional<String> version);

  /**
   * Serves a model again that was taken away.
   *
   * @throws OrillaException NOT_ALLOWED for one that is not meant to run here
   */
  void load(String name);

  /**
   * Serves a model no longer.
   *
   * @throws OrillaException NOT_ALLOWED for one that is not meant to run here
   */
  void unload(String name);

  /**
   * @param version of what is served, or is to be
   * @param reason why it is not ready; empty when it is
   */
  record Entry(String name, String version, boolean ready, String reason) {}
}
