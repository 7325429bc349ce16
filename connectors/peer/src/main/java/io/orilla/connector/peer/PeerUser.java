package io.orilla.connector.peer;

import io.orilla.model.error.OrillaException;

/**
 * Who the node is to a peer: by a name in the source's settings, and a password in its secrets.
 *
 * @param path of the settings that say so, as {@code settings.broker}
 * @param name empty for nobody
 */
public record PeerUser(String path, String name, String passwordFile) {
  /**
   * The peer does not let this user in.
   *
   * @param peer as people know it
   * @param said how the peer put it; never with the password
   */
  public OrillaException refused(String peer, String said, Throwable cause) {
    String remedy =
        name.isEmpty()
            ? "lets in nobody whom it does not know; set %s.username and %s.passwordFile"
                .formatted(path, path)
            : "refuses the user '%s'; check %s.username and the file %s among the node's secrets"
                .formatted(name, path, passwordFile.isEmpty() ? "of its password" : passwordFile);
    return Closing.refused("%s %s (%s)".formatted(peer, remedy, said), cause);
  }
}
