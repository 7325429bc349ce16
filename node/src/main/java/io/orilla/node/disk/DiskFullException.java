package io.orilla.node.disk;

import java.io.IOException;
import java.util.List;

/** There is no room on the disk for what was to be written; some of it may be there. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1;

  /** As Linux words ENOSPC and EDQUOT; the JDK keeps no number. */
  private static final List<String> WORDS = List.of("No space left", "quota exceeded");

  public DiskFullException(String message) {
    super(message);
  }

  private DiskFullException(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /** The exception as this one where it says that the disk is full, else itself. */
  static IOException orElse(IOException e) {
    String message = String.valueOf(e.getMessage());
    return WORDS.stream().anyMatch(message::contains) ? new DiskFullException(e) : e;
  }
}
