package io.orilla.node.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the calling thread stands behind others when all want the processor, which is each thread's
 * own on Linux. Where it cannot be set it stays an equal, and the log says so.
 */
public final class ThreadPriority {
  private static final Logger log = LoggerFactory.getLogger(ThreadPriority.class);
  private static final int THIS_THREAD = 0;
  private static final int SCHED_IDLE = 5;
  private static final int OF_THREADS = 0;
  private static final int NICE = 5;
  private static final int NICE_PROCESS = 10;

  private ThreadPriority() {}

  /**
   * It gets the processor only when no other wants it: SCHED_IDLE (sched(7)). It must take no lock
   * that others wait for, as it may stand still for long.
   */
  public static void idle() {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle schedule =
          function(
              "sched_setscheduler",
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS);
      check(
          (int)
              schedule.invokeExact(THIS_THREAD, SCHED_IDLE, arena.allocate(ValueLayout.JAVA_INT)));
    } catch (Throwable e) {
      staysAnEqual(e.toString());
    }
  }

  /** It gets a third of what others get: Linux' nice value (setpriority(2)). */
  public static void modest() {
    nice(THIS_THREAD, NICE);
  }

  /** Makes daemons that are {@link #modest()}, numbered from 1. */
  public static ThreadFactory modestThreads(String name) {
    AtomicInteger count = new AtomicInteger();
    return work ->
        Thread.ofPlatform()
            .daemon()
            .name(name + "-" + count.incrementAndGet())
            .unstarted(
                () -> {
                  modest();
                  work.run();
                });
  }

  /** A process that just began gets a tenth of what others get, with all its threads. */
  public static void modest(Process begun) {
    nice((int) begun.pid(), NICE_PROCESS);
  }

  private static void nice(int thread, int value) {
    try {
      MethodHandle set =
          function("setpriority", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
      check((int) set.invokeExact(OF_THREADS, thread, value));
    } catch (Throwable e) {
      staysAnEqual(e.toString());
    }
  }

  private static MethodHandle function(String name, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }

  private static void check(int result) {
    if (result != 0) {
      staysAnEqual("the system refuses");
    }
  }

  private static void staysAnEqual(String reason) {
    log.warn(
        "Thread '{}' shares the processor with others as an equal: {}",
        Thread.currentThread().getName(),
        reason);
  }
}
