package io.orilla.connector.peer;

import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that keeps at a peer until it is closed: visits it, and after any trouble waits and
 * visits it anew. A peer that stays away is told once, and again when that has another reason than
 * any told before.
 */
public final class PeerLoop implements Connector.Connection {
  private static final Logger log = LoggerFactory.getLogger(PeerLoop.class);

  private static final int REASONS_MOST = 20;
  private static final Duration LOOK_AT_SECRETS = Duration.ofSeconds(1);

  private final String peer;
  private final SampleListener listener;
  private final Closing closing;
  private final Visit visit;
  private final Backoff backoff = new Backoff(new Random());
  private final Thread thread;
  private final Arrival arrival = new Arrived();
  private final Set<String> told = new HashSet<>();

  /** Connects, says so, and reads until trouble. */
  public interface Visit {
    /**
     * @param connected is told when the peer is being read
     * @throws OrillaException PEER_UNAVAILABLE when it cannot be, or no more; NOT_ALLOWED when it
     *     refuses who comes
     * @throws CancellationException when the connection is closed
     */
    void read(Arrival connected);
  }

  /** At the peer. */
  public interface Arrival extends Runnable {
    /** To be told in place of {@link #run} where the peer kept what came since it was left. */
    void resumed();
  }

  private PeerLoop(String peer, SampleListener listener, Closing closing, Visit visit) {
    this.peer = peer;
    this.listener = listener;
    this.closing = closing;
    this.visit = visit;
    this.thread = Thread.ofPlatform().daemon().name(peer).unstarted(this::run);
  }

  /**
   * @param peer its protocol and address, as {@code modbus 10.1.2.3:502}; the thread's name
   */
  public static PeerLoop start(String peer, SampleListener listener, Closing closing, Visit visit) {
    PeerLoop loop = new PeerLoop(peer, listener, closing, visit);
    loop.thread.start();
    return loop;
  }

  private void run() {
    while (!closing.isClosed()) {
      String secrets = NodeFiles.state();
      boolean refused = false;
      try {
        visit.read(arrival);
      } catch (CancellationException e) {
        return;
      } catch (OrillaException e) {
        refused = e.code() == ErrorCode.NOT_ALLOWED;
        disconnected(e.text());
      } catch (RuntimeException e) {
        failed(e);
      }
      if (refused) {
        pauseRefused(secrets);
      } else {
        closing.pause(backoff.next());
      }
    }
  }

  /** Until it is time again, or somebody put another secret in its place. */
  private void pauseRefused(String secrets) {
    long end = System.nanoTime() + backoff.nextRefused().toNanos();
    while (!closing.isClosed() && end - System.nanoTime() > 0) {
      if (!NodeFiles.state().equals(secrets)) {
        return;
      }
      Duration left = Duration.ofNanos(end - System.nanoTime());
      closing.pause(left.compareTo(LOOK_AT_SECRETS) < 0 ? left : LOOK_AT_SECRETS);
    }
  }

  private final class Arrived implements Arrival {
    @Override
    public void run() {
      arrive();
      listener.connected();
    }

    @Override
    public void resumed() {
      arrive();
      listener.resumed();
    }

    private void arrive() {
      log.info("Reading {}", peer);
      backoff.reset();
      told.clear();
    }
  }

  /** A fault of ours: as it comes again with each visit, it is told once. */
  private void failed(RuntimeException fault) {
    if (!told.contains(fault.toString())) {
      log.error("Reading {} failed", peer, fault);
    }
    disconnected(fault.toString());
  }

  private void disconnected(String reason) {
    if (closing.isClosed() || told.size() >= REASONS_MOST || !told.add(reason)) {
      return;
    }
    log.info("{} cannot be read: {}", peer, reason);
    listener.disconnected(reason);
  }

  /** Returns when the visit is over; no call to the listener comes then. */
  @Override
  public void close() {
    closing.close();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
