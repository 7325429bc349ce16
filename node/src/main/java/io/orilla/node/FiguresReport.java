package io.orilla.node;

import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.node.NodeFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server now and then what the node measures of itself, and sooner when that is something
 * to look at. A server that is away is not told later what it missed.
 */
final class FiguresReport implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FiguresReport.class);
  private static final long LOOK_SECONDS = 10;
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final Supplier<Optional<NodeFigures>> figures;
  private final Consumer<Event> events;
  private final InstantSource clock;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Instant toldAt;
  private List<String> told = List.of();

  /**
   * @param figures nothing while the server is away
   */
  FiguresReport(
      Supplier<Optional<NodeFigures>> figures, Consumer<Event> events, InstantSource clock) {
    this.figures = figures;
    this.events = events;
    this.clock = clock;
  }

  void start() {
    Thread.ofVirtual().name("figures").start(this::run);
  }

  private void run() {
    try {
      while (!ended.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells what there is to tell, if it is due. */
  void look() {
    try {
      figures.get().filter(this::isDue).ifPresent(this::tell);
    } catch (OrillaException e) {
      log.debug("The figures are not told: {}", e.text());
    }
  }

  private boolean isDue(NodeFigures now) {
    Instant last = toldAt;
    Duration wait = news(now).equals(told) ? EVERY : SOON;
    return last == null || Duration.between(last, clock.instant()).abs().compareTo(wait) >= 0;
  }

  private void tell(NodeFigures now) {
    Instant time = clock.instant();
    events.accept(new Event.Measured(Micros.of(time), now));
    toldAt = time;
    told = news(now);
  }

  /** What is told soon; all else may wait. */
  private static List<String> news(NodeFigures figures) {
    Stream<String> disks =
        figures.lanes().stream().map(lane -> lane.lane() + ": " + lane.trouble());
    Stream<String> models =
        figures.workloads().stream()
            .map(one -> "%s: %s, %s".formatted(one.name(), one.running(), one.good()));
    Stream<String> sources =
        figures.sources().stream()
            .map(one -> "%s: %s, %d".formatted(one.name(), one.received() > 0, one.inTrouble()));
    Stream<String> clock = Stream.of("clock wrong: " + figures.clockWrong());
    return Stream.of(figures.problems().stream(), clock, disks, models, sources)
        .flatMap(part -> part)
        .toList();
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
