package io.orilla.demo.story;

import io.orilla.model.error.OrillaException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Does one thing after the other, and tells the terminal: a line for each, a bar while it takes
 * long.
 */
final class Steps {
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

  /** The work of a step. */
  interface Work<T> {
    T run(Progress progress) throws Exception;
  }

  /**
   * Runs a step.
   *
   * @param work answers the line that says what it did
   * @throws OrillaException when it failed, after the line that says so
   */
  void run(String name, String title, Work<String> work) {
    find(name, title, work, Function.identity());
  }

  /**
   * As {@link #run}, for what the work answers.
   *
   * @param saying the line that tells of it
   */
  <T> T find(String name, String title, Work<T> work, Function<T, String> saying) {
    Instant start = Instant.now();
    try {
      T found = perform(title, work);
      finish(new Step(name, seconds(start), true), title, saying.apply(found));
      return found;
    } catch (OrillaException e) {
      finish(new Step(name, seconds(start), false), title, e.text());
      throw e;
    } catch (Exception e) {
      finish(new Step(name, seconds(start), false), title, String.valueOf(e));
      throw new IllegalStateException("step '" + name + "' failed", e);
    }
  }

  private <T> T perform(String title, Work<T> work) throws Exception {
    try (ProgressBar bar = ProgressBar.start(out, title, terminal)) {
      return work.run(bar);
    }
  }

  private void finish(Step step, String title, String outcome) {
    done.add(step);
    out.printf(
        Locale.ROOT,
        "%s %-28s %s  (%.1f s)%n",
        step.ok() ? "✓" : "✗",
        title,
        outcome,
        step.seconds());
    out.flush();
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
