package io.orilla.model.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ends a process with the one that started it. The parent keeps the child's standard input open and
 * never writes; when it ends, for whatever reason, the pipe closes and the child leaves too.
 */
public final class ParentPipe {
  /** Set by the parent in the child's environment. */
  public static final String VARIABLE = "ORILLA_PARENT_PIPE";

  private ParentPipe() {}

  /**
   * Watches standard input when the parent asked for it; {@code onEnd} runs once, on a daemon
   * thread.
   */
  public static void watch(Runnable onEnd) {
    if (System.getenv(VARIABLE) == null) {
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("parent-pipe")
        .start(
            () -> {
              awaitEnd(System.in);
              onEnd.run();
            });
  }

  private static void awaitEnd(InputStream in) {
    try {
      while (in.read() >= 0) {
        continue;
      }
    } catch (IOException e) {
      // A broken pipe says the same as its end.
    }
  }
}
