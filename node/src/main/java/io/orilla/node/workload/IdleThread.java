package io.orilla.node.workload;

import io.orilla.model.error.OrillaException;
import io.orilla.node.machine.ThreadPriority;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A thread that gets the processor only when no other wants it, as {@link ThreadPriority#idle}
 * says. It must take no lock that others wait for.
 */
final class IdleThread implements AutoCloseable {
  private final ExecutorService executor;

  IdleThread(String name) {
    this.executor =
        Executors.newSingleThreadExecutor(
            work ->
                Thread.ofPlatform()
                    .daemon()
                    .name(name)
                    .priority(Thread.MIN_PRIORITY)
                    .unstarted(
                        () -> {
                          ThreadPriority.idle();
                          work.run();
                        }));
  }

  /** Waits for the result, as long as it takes. */
  <T> T call(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, executor).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof OrillaException known ? known : e;
    }
  }

  /** Ends it after what it is at. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
