package io.orilla.model.node;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a node stands with its server; each answer to a node says so in a header. */
public enum Standing {
  /** The server takes all that the node sends. */
  TRUSTED,
  /** Two boxes speak as this node: the server takes no records until one of them joined anew. */
  QUARANTINED,
  /** The certificate expired or has a successor: it opens nothing but its own renewal. */
  RENEWAL_REQUIRED,
  /** Somebody said that this box is no node any more. */
  REVOKED,
  /** The server knows no such certificate. */
  UNKNOWN;

  public static final String HEADER = "Orilla-Standing";

  /** As the header has it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a header says; nothing where it says something that is not known here. */
  public static Optional<Standing> of(String text) {
    return Arrays.stream(values()).filter(standing -> standing.text().equals(text)).findFirst();
  }
}
