package io.orilla.server.access;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;

/** Who asks: the name of an API token, or {@code local} for whoever works on this machine. */
public record Principal(String name, Role role) {
  /** Loopback does not tell which user of the machine asks. */
  static final Principal LOCAL = new Principal("local", Role.ADMINISTRATOR);

  /** Nobody that is known; may do nothing. */
  static final Principal STRANGER = new Principal("stranger", Role.VIEWER);

  /**
   * @throws OrillaException NOT_ALLOWED when it takes a higher role
   */
  public void require(Role needed, String what) {
    if (!role.includes(needed)) {
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED,
          "%s needs the role %s; '%s' is %s".formatted(what, needed, name, role));
    }
  }
}
