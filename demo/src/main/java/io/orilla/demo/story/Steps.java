package io.orilla.demo.story;

import io.orilla.model.error.OrillaException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Does one thing after the other, and tells the terminal: a line for each, a bar while it takes
 * long.
 */
final class Steps {
  private static final int BAR_WIDTH = 24;
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final PrintStream out;
  private final boolean terminal;
  private final List<Step> done = new ArrayList<>();

  Steps(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** What became of a step. */
  record Step(String name, double seconds, boolean ok) {}

  /** Tells how far a step has come. */
  interface Progress {
    void at(long done, long total);
  }

  /** The work of a step; answers the line that says what it did. */
  interface Work {
    String run(Progress progress) throws Exception;
  }

  /**
   * Runs a step.
   *
   * @throws OrillaException when it failed, after the line that says so
   */
  void run(String name, String title, Work work) {
    Instant start = Instant.now();
    try {
      String outcome = work.run((at, total) -> bar(title, at, total, start));
      finish(name, title, outcome, start, "✓");
    } catch (OrillaException e) {
      failed(name, title, e.text(), start);
      throw e;
    } catch (Exception e) {
      failed(name, title, String.valueOf(e), start);
      throw new IllegalStateException("step '" + name + "' failed", e);
    }
  }

  private void failed(String name, String title, String why, Instant start) {
    finish(name, title, why, start, "✗");
    done.set(done.size() - 1, new Step(name, seconds(start), false));
  }

  private void finish(String name, String title, String outcome, Instant start, String mark) {
    done.add(new Step(name, seconds(start), true));
    String clear = terminal ? "\r\033[K" : "";
    out.printf(
        Locale.ROOT, "%s%s %-28s %s  (%.1f s)%n", clear, mark, title, outcome, seconds(start));
    out.flush();
  }

  private void bar(String title, long at, long total, Instant start) {
    if (terminal && Duration.between(start, Instant.now()).compareTo(QUIET) > 0) {
      int full = (int) Math.min(BAR_WIDTH, at * BAR_WIDTH / Math.max(1, total));
      out.printf(
          "\r\033[K  %-28s %s%s %d of %d",
          title, "█".repeat(full), "░".repeat(BAR_WIDTH - full), at, total);
      out.flush();
    }
  }

  private static double seconds(Instant start) {
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }

  List<Step> done() {
    return List.copyOf(done);
  }

  /** A line between steps. */
  void say(String line) {
    out.println(line);
  }
}
