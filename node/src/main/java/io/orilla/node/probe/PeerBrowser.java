package io.orilla.node.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.command.Action;
import io.orilla.model.command.BrowseAnswer;
import io.orilla.model.command.BrowseAnswer.Place;
import io.orilla.model.connector.Browser;
import io.orilla.model.connector.Connector;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.source.Connectors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks through one peer after the other. The last stays open for a while, so that a tree opens
 * without a connection for each branch. Thread-safe; one question is answered at a time.
 */
public final class PeerBrowser implements AutoCloseable {
  private static final Executor OWN_THREAD = task -> Thread.ofVirtual().name("browse").start(task);
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Connectors connectors;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile @Nullable Open open;

  private record Peer(String connector, JsonNode settings) {}

  private record Open(Peer peer, Browser browser, long usedAt) {
    Open usedNow() {
      return new Open(peer, browser, System.nanoTime());
    }

    boolean isIdle() {
      return System.nanoTime() - usedAt >= IDLE.toNanos();
    }
  }

  public PeerBrowser(Connectors connectors) {
    this.connectors = connectors;
  }

  /**
   * @throws OrillaException INVALID_DOCUMENT when the settings are wrong, PEER_UNAVAILABLE or
   *     DEADLINE_EXCEEDED when the peer does not answer, and as {@link Browser#children}
   */
  public BrowseAnswer browse(Action.BrowseSource asked) throws InterruptedException {
    try {
      return CompletableFuture.supplyAsync(() -> alone(asked), OWN_THREAD)
          .get(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      close();
      throw new OrillaException(
          ErrorCode.DEADLINE_EXCEEDED,
          "the peer was not looked through within " + LONGEST.toSeconds() + " s; narrow it",
          e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof OrillaException known
          ? known
          : new IllegalStateException(e.getCause());
    }
  }

  private BrowseAnswer alone(Action.BrowseSource asked) {
    looking.lock();
    try {
      return answer(asked);
    } finally {
      looking.unlock();
    }
  }

  /** A peer that was kept may have left meanwhile; it is called anew then. */
  private BrowseAnswer answer(Action.BrowseSource asked) {
    Peer peer = new Peer(asked.connector(), asked.settings());
    Open kept = open;
    if (kept != null && kept.peer().equals(peer)) {
      try {
        return look(kept, asked);
      } catch (OrillaException e) {
        if (e.code() != ErrorCode.PEER_UNAVAILABLE) {
          throw e;
        }
      }
    }
    close();
    Connector connector = connectors.of(peer.connector());
    Browser browser = connector.browse(connector.visiting(peer.settings()));
    Open called = new Open(peer, browser, System.nanoTime());
    open = called;
    return look(called, asked);
  }

  private BrowseAnswer look(Open used, Action.BrowseSource asked) {
    Browser browser = used.browser();
    BrowseAnswer answer =
        asked.filter().isEmpty()
            ? page(browser.children(asked.where(), asked.page(), asked.limit()))
            : new Search(browser, asked.filter(), asked.limit()).below(asked.where());
    letGoWhenIdle(used);
    return answer;
  }

  private static BrowseAnswer page(Browser.Page page) {
    return new BrowseAnswer(
        page.found().stream().map(found -> new Place(List.of(), found)).toList(),
        page.next(),
        true);
  }

  private void letGoWhenIdle(Open used) {
    open = used.usedNow();
    CompletableFuture.delayedExecutor(IDLE.toMillis(), TimeUnit.MILLISECONDS, OWN_THREAD)
        .execute(
            () -> {
              Open last = open;
              if (last != null && last.isIdle()) {
                close();
              }
            });
  }

  @Override
  public void close() {
    Open left = open;
    open = null;
    if (left != null) {
      left.browser().close();
    }
  }
}
