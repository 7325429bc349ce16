package io.orilla.connector.mqtt;

import io.orilla.connector.peer.Closing;
import io.orilla.model.connector.Browser;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What there is behind a broker, learned by listening: a broker cannot be asked, but it sends what
 * it retained at once, and others may be asked through it. It listens for a minute, and anew with
 * each look at the top.
 */
public final class ListeningBrowser implements Browser {
  private static final Logger log = LoggerFactory.getLogger(ListeningBrowser.class);
  private static final Duration LISTENS = Duration.ofMinutes(1);
  private static final int MOST_MESSAGES = 50_000;
  private static final Duration QUIET = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int AT_MOST_ONCE = 0;

  private final BrokerSettings settings;
  private final ClientThreads threads;
  private final Closing closing = new Closing();
  private final HeardTree tree;
  private boolean listening;
  private long begunAt;
  private long newsAt;

  /**
   * Connects.
   *
   * @throws OrillaException PEER_UNAVAILABLE when the broker is not there, NOT_ALLOWED when it does
   *     not let in or not listen
   */
  public ListeningBrowser(BrokerSettings settings, HeardTree tree) {
    this.settings = settings;
    this.tree = tree;
    this.threads = new ClientThreads("browse " + settings.url());
    listen();
  }

  private synchronized void listen() {
    Broker broker = new Broker(settings, threads, closing, null);
    try {
      broker.connect();
      if (!broker.subscribe(List.of(tree.filter()), AT_MOST_ONCE).isEmpty()) {
        throw new OrillaException(
            ErrorCode.NOT_ALLOWED,
            "the broker lets this user not listen to %s; write the addresses"
                .formatted(tree.filter()));
      }
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
    listening = true;
    begunAt = System.nanoTime();
    newsAt = begunAt;
    Thread.ofVirtual().name("browse " + settings.url()).start(() -> hear(broker));
  }

  private void hear(Broker broker) {
    try (broker) {
      for (int heard = 0; heard < MOST_MESSAGES && isYounger(begunAt, LISTENS); ) {
        List<Message> messages = broker.next();
        heard += messages.size();
        remember(messages).forEach(broker::publish);
      }
    } catch (OrillaException | CancellationException e) {
      log.debug("{} is no longer listened to: {}", settings.url(), e.toString());
    } finally {
      ended();
    }
  }

  /** What is to be asked now. */
  private synchronized List<Publication> remember(List<Message> messages) {
    for (Message message : messages) {
      if (tree.heard(message.topic(), message.payload())) {
        newsAt = System.nanoTime();
      }
    }
    return tree.questions();
  }

  private synchronized void ended() {
    listening = false;
  }

  @Override
  public Page children(String where, String page, int limit) {
    synchronized (this) {
      if (where.isEmpty() && page.isEmpty() && !listening) {
        listen();
      }
    }
    while (isFilling()) {
      closing.pause(LOOK);
    }
    synchronized (this) {
      return Page.of(tree.children(where), page, limit);
    }
  }

  private synchronized boolean isFilling() {
    boolean isMoreToCome = tree.expectsMore() || isYounger(newsAt, QUIET);
    return listening && isYounger(begunAt, tree.settles()) && isMoreToCome;
  }

  private static boolean isYounger(long nanos, Duration age) {
    return System.nanoTime() - nanos < age.toNanos();
  }

  @Override
  public void close() {
    closing.close();
  }
}
