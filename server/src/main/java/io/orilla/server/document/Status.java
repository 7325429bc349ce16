package io.orilla.server.document;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is observed of a declared object. */
public record Status(String state, @Nullable Instant since, @Nullable String reason) {
  /** Who knows how a kind of document is doing. */
  @FunctionalInterface
  public interface Observer {
    /** Nothing for kinds that the observer knows nothing of. */
    Optional<Status> observe(Declared<?> declared);
  }
}
