package io.orilla.node.machine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What this process is doing. */
public final class Threads {
  private Threads() {}

  /** All platform threads with their stacks and locks. */
  public static String dump() {
    return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true))
        .map(ThreadInfo::toString)
        .collect(Collectors.joining());
  }
}
