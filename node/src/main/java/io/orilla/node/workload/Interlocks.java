package io.orilla.node.workload;

import io.orilla.model.content.Micros;
import io.orilla.model.document.Interlock;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.SampleReader;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of signals before a model takes a seat over or something is written, followed in
 * the journal from its latest samples on. Has one user.
 */
public final class Interlocks implements AutoCloseable {
  private static final long LATEST = 20_000;

  private final Journal journal;
  private final InstantSource clock;
  private final List<InterlockWatch> watches;
  private @Nullable SampleReader reader;

  public Interlocks(Journal journal, List<Interlock> interlocks, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
    this.watches = interlocks.stream().map(InterlockWatch::new).toList();
  }

  /** Whether all of them hold, by what is journalled now. */
  public boolean hold() {
    if (watches.isEmpty()) {
      return true;
    }
    readOn();
    long now = now();
    return watches.stream().allMatch(watch -> watch.holds(now));
  }

  /** What is waited for, when they do not hold. */
  public String text() {
    long now = now();
    return watches.stream()
        .filter(watch -> !watch.holds(now))
        .map(watch -> watch.text(now))
        .collect(Collectors.joining("; "));
  }

  private long now() {
    return Micros.of(clock.instant());
  }

  private void readOn() {
    SampleReader current = reader == null ? journal.latestSamples(LATEST) : reader;
    reader = current;
    try {
      current.forEachAvailable(sample -> watches.forEach(watch -> watch.accept(sample)));
    } catch (OrillaException e) {
      if (e.code() != ErrorCode.DOES_NOT_EXIST) {
        throw e;
      }
      close(); // what it was at is no longer kept
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
