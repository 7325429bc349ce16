package io.orilla.node.alarm;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;
import io.orilla.model.signal.Sample;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.SampleBlock;
import io.orilla.node.journal.SampleReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands on each sample as it is journalled from now on, on a thread of its own. */
final class SignalFeed implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SignalFeed.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Journal journal;
  private final Consumer<Sample> taken;
  private final Thread thread;
  private volatile boolean ended;
  private volatile @Nullable SampleReader reading;

  SignalFeed(Journal journal, Consumer<Sample> taken) {
    this.journal = journal;
    this.taken = taken;
    this.thread = Thread.ofPlatform().daemon().name("signal alarms").start(this::run);
  }

  private void run() {
    try {
      while (!ended) {
        follow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CancellationException e) {
      log.debug("alarms were left behind by the agent's end", e);
    } catch (RuntimeException e) {
      log.error("Alarms on signals are no longer watched", e);
    }
  }

  private void follow() throws InterruptedException {
    try (SampleReader reader = journal.sampleReader(journal.last(Lane.SIGNALS) + 1)) {
      reading = reader;
      while (!ended) {
        Optional<SampleBlock> block = reader.next();
        if (block.isEmpty()) {
          return;
        }
        block.get().samples().forEach(taken);
      }
    } catch (OrillaException e) {
      if (e.code() != ErrorCode.DOES_NOT_EXIST) {
        throw e;
      }
      log.warn("Alarms on signals fell behind what the journal keeps and begin anew");
    }
  }

  @Override
  public void close() {
    ended = true;
    SampleReader reader = reading;
    if (reader != null) {
      reader.end();
    }
    try {
      thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
