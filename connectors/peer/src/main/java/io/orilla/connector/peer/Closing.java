package io.orilla.connector.peer;

import io.orilla.model.content.DurationText;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waiting that ends when the connection is closed. A thread is never interrupted for that: it could
 * be inside the listener, where an interrupt would close the journal's file.
 */
public final class Closing {
  /** How long any single answer of the peer may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final List<Runnable> actions = new ArrayList<>();

  public void close() {
    closed.complete(null);
    List<Runnable> last;
    synchronized (actions) {
      last = List.copyOf(actions);
      actions.clear();
    }
    last.forEach(Runnable::run);
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  /**
   * What is to be done then; at once when it is closed.
   *
   * @return what takes it back, for what ends before
   */
  public Runnable onClose(Runnable action) {
    synchronized (actions) {
      if (!isClosed()) {
        actions.add(action);
        return () -> forget(action);
      }
    }
    action.run();
    return () -> {};
  }

  private void forget(Runnable action) {
    synchronized (actions) {
      actions.remove(action);
    }
  }

  /** Waits, at most until the connection is closed. */
  public void pause(Duration duration) {
    if (!duration.isPositive()) {
      return;
    }
    try {
      closed.get(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // The pause is over.
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("closing never fails, and nobody interrupts", e);
    }
  }

  /**
   * The peer's answer.
   *
   * @throws OrillaException PEER_UNAVAILABLE when it refuses or says nothing for so long
   * @throws CancellationException when the connection is closed meanwhile
   */
  public <T> T await(CompletableFuture<T> answer, Duration atMost, String what) {
    try {
      CompletableFuture.anyOf(answer, closed).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw unavailable(what + ": no answer within " + DurationText.format(atMost), e);
    } catch (ExecutionException e) {
      throw unavailable(what + ": " + reason(e), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the reader", e);
    }
    if (isClosed()) {
      throw new CancellationException("the connection is closed");
    }
    return answer.join();
  }

  public static OrillaException unavailable(String message) {
    return new OrillaException(ErrorCode.PEER_UNAVAILABLE, message);
  }

  public static OrillaException unavailable(String message, Throwable cause) {
    return new OrillaException(ErrorCode.PEER_UNAVAILABLE, message, cause);
  }

  /** The peer knows who comes and does not let him in: to be told what to do about it. */
  public static OrillaException refused(String message, Throwable cause) {
    return new OrillaException(ErrorCode.NOT_ALLOWED, message, cause);
  }

  /** What lies behind a failure at last. */
  public static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** What the peer or the network said, in one line. */
  public static String reason(Throwable failure) {
    Throwable root = root(failure);
    if (root instanceof CertificateExpiredException) {
      return "its certificate expired (%s); renew it there, or set this node's clock"
          .formatted(root.getMessage());
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
