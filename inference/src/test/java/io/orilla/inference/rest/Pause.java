package io.orilla.inference.rest;

import java.util.concurrent.CountDownLatch;

/** Keeps the threads that compute from their work until a test has sent all that is to wait. */
public final class Pause {
  public static final Pause NONE = new Pause(new CountDownLatch(0));

  private final CountDownLatch end;

  public Pause() {
    this(new CountDownLatch(1));
  }

  private Pause(CountDownLatch end) {
    this.end = end;
  }

  /** A thread that waits for the end of the pause, and works then. */
  public Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().unstarted(() -> afterIt(work));
  }

  private void afterIt(Runnable work) {
    try {
      end.await();
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void end() {
    end.countDown();
  }
}
