package io.orilla.connector.s7;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.time.InstantSource;
import java.util.List;

/**
 * Polls a controller: all points, then a pause, and again. A request that is not answered in time
 * ends the connection, as does an answer that is none; it begins anew.
 */
final class S7Connection implements Connector.Connection {
  private final S7Settings settings;
  private final List<Point> points;
  private final SampleListener listener;
  private final InstantSource clock;
  private final Closing closing = new Closing();
  private final PeerLoop loop;

  S7Connection(
      S7Settings settings, List<Point> points, SampleListener listener, InstantSource clock) {
    this.settings = settings;
    this.points = points;
    this.listener = listener;
    this.clock = clock;
    this.loop = PeerLoop.start(settings.peer(), listener, closing, this::readUntilTrouble);
  }

  private void readUntilTrouble(Runnable connected) {
    try (Session session = Session.connect(settings, closing)) {
      Pace pace = new Pace(settings.requestsPerSecond(), closing);
      Poll poll = new Poll(points, session, pace, listener, clock);
      connected.run();
      while (!closing.isClosed()) {
        long began = System.nanoTime();
        poll.readAll();
        closing.pause(settings.interval().minusNanos(System.nanoTime() - began));
      }
    } catch (IOException | BufferUnderflowException e) {
      throw Closing.unavailable("reading " + settings.peer() + ": " + Closing.reason(e), e);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
