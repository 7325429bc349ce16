package io.orilla.node.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.connector.Writer;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.journal.Event;
import io.orilla.node.journal.Bell;
import io.orilla.node.journal.Journal;
import io.orilla.node.workload.Interlocks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An output at work, on a thread of its own: a peer that is slow or away holds up nobody. It begins
 * when the one before it, of the same name, has let go.
 */
final class OutputLine {
  private static final Logger log = LoggerFactory.getLogger(OutputLine.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final DesiredState.Output output;
  private final JsonNode settings;
  private final Writer writer;
  private final List<Slot> slots;
  private final Interlocks interlocks;
  private final @Nullable OutputLine before;

  /** Whether what stands at its addresses was said by nobody who is still there. */
  private final boolean isNobodys;

  private final Bell bell = new Bell();
  private final Thread thread;
  private volatile @Nullable Leave retiring;
  private volatile @Nullable Leave leaving;

  /**
   * @param goes the addresses of which nobody takes care any more
   */
  private record Leave(String cause, Predicate<String> goes) {}

  /**
   * @throws io.orilla.model.error.OrillaException INVALID_DOCUMENT when settings or addresses are
   *     wrong
   */
  OutputLine(
      DesiredState.Output output,
      Connector connector,
      Supplier<Permissions> permissions,
      Journal journal,
      InstantSource clock,
      HeldPlaces held,
      @Nullable OutputLine before) {
    OutputSpec spec = output.spec();
    this.output = output;
    this.before = before;
    this.isNobodys = before == null || before.retiring != null;
    this.settings = ConnectorDescription.of(spec.connector()).completedOfOutput(spec.settings());
    this.writer = connector.writer(spec);
    this.slots =
        spec.writes().stream()
            .map(write -> slot(write, permissions, journal, clock, held))
            .toList();
    this.interlocks = new Interlocks(journal, spec.onlyWhile(), clock);
    this.thread = Thread.ofPlatform().daemon().name("output " + output.name()).unstarted(this::run);
  }

  private Slot slot(
      OutputSpec.Write write,
      Supplier<Permissions> permissions,
      Journal journal,
      InstantSource clock,
      HeldPlaces held) {
    HeldPlaces.Hold hold = held.of(output, write.address());
    WriteTeller teller =
        new WriteTeller(output.name(), write.address(), event -> tell(journal, event), clock);
    return new Slot(
        write,
        writer,
        teller,
        () -> permissions.get().of(output.spec().connector(), settings, write.address()),
        hold,
        isNobodys && hold.isTaken());
  }

  private void tell(Journal journal, Event event) {
    try {
      journal.append(event);
    } catch (CancellationException e) {
      log.debug("What {} wrote last is known by nobody", output.name(), e);
    }
  }

  OutputLine begun() {
    thread.start();
    return this;
  }

  DesiredState.Output output() {
    return output;
  }

  boolean isAtWork() {
    return thread.isAlive();
  }

  List<Slot> slots() {
    return slots;
  }

  /** There is something to do. */
  void wake() {
    bell.ring();
  }

  OutputStatus status() {
    return new OutputStatus(
        output.name(),
        output.generation(),
        output.spec().connector(),
        slots.stream().map(Slot::status).toList());
  }

  private void run() {
    try {
      if (before != null) {
        before.thread.join();
      }
      while (leaving == null && !isRetired()) {
        long seen = bell.count();
        work();
        bell.await(seen, LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("Output {} writes no more", output.name(), e);
    } finally {
      leave();
    }
  }

  private boolean isRetired() {
    Leave leave = retiring;
    if (leave == null) {
      return false;
    }
    boolean isOver = true;
    for (Slot slot : going(leave)) {
      isOver &= slot.retire(leave.cause());
    }
    return isOver;
  }

  private List<Slot> going(Leave leave) {
    return slots.stream().filter(slot -> leave.goes().test(slot.write().address())).toList();
  }

  private void work() {
    if (retiring != null) {
      return;
    }
    Optional<String> hindrance =
        interlocks.hold() ? Optional.empty() : Optional.of(interlocks.text());
    for (Slot slot : slots) {
      if (leaving == null) {
        slot.work(hindrance);
      }
    }
  }

  private void leave() {
    Leave leave = leaving;
    try (writer;
        interlocks) {
      if (leave != null) {
        going(leave).forEach(slot -> slot.leave(leave.cause()));
      }
    } catch (RuntimeException e) {
      log.warn("Output {} did not end cleanly", output.name(), e);
    }
  }

  /**
   * Says nothing more, and ends it when the fail-safe values stand where nobody else goes on, which
   * may take long.
   */
  OutputLine retire(String cause, Predicate<String> goes) {
    retiring = new Leave(cause, goes);
    bell.ring();
    return this;
  }

  /** Ends it soon; the fail-safe values are written where nobody else goes on. */
  void end(String cause, Predicate<String> goes) {
    leaving = new Leave(cause, goes);
    bell.ring();
  }

  /** Waits for its end; what takes longer is broken off and left behind. */
  void awaitEnd(Duration atMost) {
    try {
      if (!thread.join(atMost)) {
        log.warn("Output {} is left behind: its peer does not answer", output.name());
        writer.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
