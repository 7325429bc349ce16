package io.orilla.connector.mqtt;

import io.orilla.connector.peer.Closing;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a broker, good until its first trouble. What comes waits to be read; a broker
 * sends no more than it may have unacknowledged, which is for it to say: mosquitto 2.0.11 exceeds a
 * client's limit with what it kept, so that there is none here. Read by one thread.
 */
public final class Broker implements AutoCloseable {
  private static final int MOST_WAITING = 2000;
  private static final int FILTERS_PER_REQUEST = 500;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final long LEAVE_MILLIS = 500;

  private final BrokerSettings settings;
  private final Closing closing;
  private final @Nullable Publication will;
  private final Wire wire;
  private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final CompletableFuture<String> lost = new CompletableFuture<>();

  /**
   * @param threads that may serve one such connection after the other
   * @param will published when the connection ends, by itself or not
   */
  public Broker(
      BrokerSettings settings, ClientThreads threads, Closing closing, @Nullable Publication will) {
    this.settings = settings;
    this.closing = closing;
    this.will = will;
    this.wire =
        switch (settings.version()) {
          case FIVE -> new Wire5(settings, threads, will, this::take, lost::complete);
          case THREE -> new Wire3(settings, threads, will, this::take, lost::complete);
        };
  }

  /**
   * @throws OrillaException PEER_UNAVAILABLE with what the broker said
   */
  public void connect() {
    connect(Closing.PATIENCE);
  }

  /**
   * @throws OrillaException PEER_UNAVAILABLE with what the broker said, or when it says nothing;
   *     NOT_ALLOWED when it does not let the user in
   */
  void connect(Duration within) {
    try {
      closing.await(wire.connect(), within, "connecting " + settings.url());
    } catch (OrillaException e) {
      if (wire.refusesUser(Closing.root(e))) {
        throw settings.user().refused(settings.url(), Closing.reason(e), e);
      }
      throw e;
    }
  }

  /** Whether nothing can be sent any more. */
  boolean isLost() {
    return lost.isDone();
  }

  /**
   * Asks for topics.
   *
   * @return those that the broker refuses
   */
  public List<String> subscribe(Collection<String> filters, int qos) {
    List<String> all = List.copyOf(filters);
    List<String> refused = new ArrayList<>();
    for (int from = 0; from < all.size(); from += FILTERS_PER_REQUEST) {
      List<String> some = all.subList(from, Math.min(all.size(), from + FILTERS_PER_REQUEST));
      refused.addAll(
          closing.await(wire.subscribe(some, qos), Closing.PATIENCE, "subscribing " + some));
    }
    return refused;
  }

  public void publish(Publication publication) {
    var unused = publish(publication, Closing.PATIENCE);
  }

  /**
   * @return why the broker does not take it; nothing when it does
   * @throws OrillaException PEER_UNAVAILABLE when it does not say: it may have taken it
   */
  Optional<String> publish(Publication publication, Duration within) {
    return closing.await(wire.publish(publication), within, "publishing " + publication.topic());
  }

  private void take(Message message) {
    try {
      while (!waiting.offer(message, LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (lost.isDone() || closing.isClosed()) {
          return; // not acknowledged: it comes again
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What came, in order; nothing when nothing does for a moment.
   *
   * @throws OrillaException PEER_UNAVAILABLE when nothing more will come
   */
  public List<Message> next() {
    try {
      Message first = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      if (closing.isClosed()) {
        throw new CancellationException("the connection is closed");
      }
      if (first == null) {
        if (lost.isDone()) {
          throw Closing.unavailable(lost.join());
        }
        return List.of();
      }
      List<Message> messages = new ArrayList<>(List.of(first));
      waiting.drainTo(messages);
      return messages;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the reader", e);
    }
  }

  /**
   * Publishes the will and ends the connection, without waiting for it. One that is lost is left
   * alone: to say farewell would start its network anew.
   */
  @Override
  public void close() {
    if (lost.complete("closed")) {
      CompletableFuture<?> farewell =
          will == null
              ? CompletableFuture.completedFuture(null)
              : wire.publish(will).orTimeout(LEAVE_MILLIS, TimeUnit.MILLISECONDS);
      var unused =
          farewell
              .handle((done, failure) -> wire.disconnect())
              .thenCompose(left -> left)
              .orTimeout(2 * LEAVE_MILLIS, TimeUnit.MILLISECONDS)
              .handle((done, failure) -> done);
    }
  }
}
