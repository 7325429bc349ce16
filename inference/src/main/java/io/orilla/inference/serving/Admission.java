package io.orilla.inference.serving;

import io.orilla.model.error.OrillaException;

/** Who may ask for what. Thread-safe. */
public interface Admission {
  /** For doors that only this machine reaches, by protocols that no page of the web speaks. */
  Admission ALL = (host, authorization, model) -> {};

  /**
   * Lets a request in.
   *
   * @param host by what name it asked for this machine; empty when it did not say
   * @param authorization the header of that name; empty without one
   * @param model empty when it asks for none
   * @throws OrillaException TOKEN_NEEDED, TOKEN_REFUSED or NOT_ALLOWED, saying what would be let
   *     in; TOO_BUSY when it asks too often
   */
  void admit(String host, String authorization, String model);
}
