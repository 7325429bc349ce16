package io.orilla.node.state;

import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.SignedState;

/** Who may sign desired states. */
public interface StateKeys {
  /**
   * A state that came: signed by the newest key that is trusted, or by a successor that the state
   * proves; the successor is the newest from then on, durably.
   *
   * @throws io.orilla.model.error.OrillaException SIGNATURE_INVALID
   */
  DesiredState verify(SignedState state);

  /**
   * A state that was verified and kept: a key that signed before is good.
   *
   * @throws io.orilla.model.error.OrillaException SIGNATURE_INVALID
   */
  DesiredState verifyKept(SignedState state);
}
