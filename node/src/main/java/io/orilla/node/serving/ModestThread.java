package io.orilla.node.serving;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that gets a third of what others get when all want the processor: Linux' nice value,
 * which is each thread's own there (setpriority(2)).
 */
final class ModestThread {
  private static final Logger log = LoggerFactory.getLogger(ModestThread.class);
  private static final int THREADS = 0;
  private static final int THIS_THREAD = 0;
  private static final int NICE = 5;

  private ModestThread() {}

  /** Makes the calling thread one. */
  static void become() {
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle set =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("setpriority"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT));
      if ((int) set.invokeExact(THREADS, THIS_THREAD, NICE) != 0) {
        log.warn("Calls from outside share the processor with champions as equals");
      }
    } catch (Throwable e) {
      log.warn("Calls from outside share the processor with champions: {}", e.toString());
    }
  }
}
