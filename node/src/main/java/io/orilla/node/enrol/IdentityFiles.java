package io.orilla.node.enrol;

import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who a node is, on its disk: the identity it speaks with, the one before, and the one that is on
 * its way. Format: {@code docs/format/node-home.md}.
 */
final class IdentityFiles {
  private static final Logger log = LoggerFactory.getLogger(IdentityFiles.class);

  private final PrivateFile current;
  private final PrivateFile previous;
  private final PrivateFile next;
  private final PrivateFile nextKeys;

  IdentityFiles(Path home) {
    Path folder = home.resolve("identity");
    this.current = new PrivateFile(folder.resolve("current.json"));
    this.previous = new PrivateFile(folder.resolve("previous.json"));
    this.next = new PrivateFile(folder.resolve("next.json"));
    this.nextKeys = new PrivateFile(folder.resolve("next-key.pem"));
  }

  /** The identity to speak with; the one before where that one is damaged. */
  Optional<Identity> current() {
    try {
      return read(current);
    } catch (OrillaException damaged) {
      log.error("The identity is damaged, the one before is used: {}", damaged.text());
      Optional<Identity> before = read(previous);
      if (before.isEmpty()) {
        throw damaged;
      }
      return before;
    }
  }

  /** The identity that was given and has not been tried yet. */
  Optional<Identity> next() {
    try {
      return read(next);
    } catch (OrillaException damaged) {
      log.warn("An identity that was never used is damaged: {}", damaged.text());
      dropNext();
      return Optional.empty();
    }
  }

  /**
   * The keys to ask a certificate for. They are kept before the server hears of them: whoever asks
   * again with the same key after a lost answer is the same node.
   */
  KeyPair nextKeys() {
    return nextKeys
        .read()
        .map(pem -> Pem.keys(new String(pem, StandardCharsets.US_ASCII)))
        .orElseGet(
            () -> {
              KeyPair keys = Pem.newKeys();
              nextKeys.write(Pem.write(keys).getBytes(StandardCharsets.US_ASCII));
              return keys;
            });
  }

  void keepNext(Identity identity) {
    next.write(Json.bytes(identity.kept()));
  }

  void dropNext() {
    next.erase();
    nextKeys.erase();
  }

  /** The next identity becomes the one to speak with; a crash leaves one of the two. */
  void promoteNext() {
    current.read().ifPresent(previous::write);
    next.moveTo(current);
    nextKeys.erase();
  }

  /** Replaces what is kept of the identity, for the same certificate. */
  void amend(Identity identity) {
    current.write(Json.bytes(identity.kept()));
  }

  private static Optional<Identity> read(PrivateFile file) {
    return file.read().map(bytes -> Identity.of(Json.read(bytes, Identity.Kept.class)));
  }
}
