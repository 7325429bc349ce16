package io.orilla.demo.story;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/**
 * A line on the terminal that moves while a step takes long: how far it has come where that is
 * known, else that it goes on. Where there is no terminal it says nothing.
 */
final class ProgressBar implements Steps.Progress, AutoCloseable {
  private static final int WIDTH = 24;
  private static final int BLOCK = 5;
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration TICK = Duration.ofMillis(200);

  private final PrintStream out;
  private final String title;
  private final Instant start = Instant.now();
  private final Thread painter;
  private volatile long done;
  private volatile long total;

  private ProgressBar(PrintStream out, String title) {
    this.out = out;
    this.title = title;
    this.painter = Thread.ofVirtual().unstarted(this::paintUntilClosed);
  }

  static ProgressBar start(PrintStream out, String title, boolean terminal) {
    ProgressBar bar = new ProgressBar(out, title);
    if (terminal) {
      bar.painter.start();
    }
    return bar;
  }

  @Override
  public void at(long done, long total) {
    this.done = done;
    this.total = total;
  }

  private void paintUntilClosed() {
    try {
      for (int tick = 0; ; tick++) {
        Thread.sleep(TICK);
        if (Duration.between(start, Instant.now()).compareTo(QUIET) > 0) {
          out.printf("\r\033[K  %-28s %s", title, total > 0 ? measured() : moving(tick));
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      out.print("\r\033[K");
    }
  }

  private String measured() {
    int full = (int) Math.min(WIDTH, done * WIDTH / total);
    return "█".repeat(full) + "░".repeat(WIDTH - full) + " " + done + " of " + total;
  }

  private String moving(int tick) {
    int at = tick % (WIDTH - BLOCK);
    return "░".repeat(at)
        + "█".repeat(BLOCK)
        + "░".repeat(WIDTH - BLOCK - at)
        + " "
        + Duration.between(start, Instant.now()).toSeconds()
        + " s";
  }

  /** Clears the line; nothing is painted after it returns. */
  @Override
  public void close() {
    if (!painter.isAlive()) {
      return;
    }
    painter.interrupt();
    try {
      painter.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
