package io.orilla.demo.device;

import io.orilla.model.process.ParentPipe;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time that a simulated device has. */
final class Seconds {
  private Seconds() {}

  /** Does something once a second, until the process is told to end. */
  static void untilTold(Runnable step) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ended::countDown));
    ParentPipe.watch(ended::countDown);
    while (!ended.await(1, TimeUnit.SECONDS)) {
      step.run();
    }
  }
}
