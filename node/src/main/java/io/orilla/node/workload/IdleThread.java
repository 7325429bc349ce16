package io.orilla.node.workload;

import io.orilla.model.error.OrillaException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that gets the processor only when no other wants it: Linux' SCHED_IDLE (sched(7)), where
 * that can be had. It must take no lock that others wait for, as it may not run for long.
 */
final class IdleThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IdleThread.class);
  private static final int SCHED_IDLE = 5;
  private static final int THIS_THREAD = 0;

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
                          becomeIdle();
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

  private static void becomeIdle() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment noPriority = arena.allocate(ValueLayout.JAVA_INT);
      Linker linker = Linker.nativeLinker();
      MethodHandle schedule =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("sched_setscheduler"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS));
      if ((int) schedule.invokeExact(THIS_THREAD, SCHED_IDLE, noPriority) != 0) {
        log.warn("This system has no idle threads: shadows share the processor with champions");
      }
    } catch (Throwable e) {
      log.warn("Shadows share the processor with champions: {}", e.toString());
    }
  }

  /** Ends it after what it is at. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
