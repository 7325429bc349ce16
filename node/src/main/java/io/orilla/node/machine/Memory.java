package io.orilla.node.machine;

import io.orilla.model.process.LinuxMemory;

/**
 * The memory of this process, in bytes.
 *
 * @param heap used by Java objects, dead ones included
 * @param resident in the machine's memory now; 0 where the system does not say
 * @param peak the most that was resident
 */
public record Memory(long heap, long resident, long peak) {
  public static Memory now() {
    Runtime runtime = Runtime.getRuntime();
    LinuxMemory linux = LinuxMemory.own();
    return new Memory(
        runtime.totalMemory() - runtime.freeMemory(),
        linux.bytes("VmRSS").orElse(0),
        linux.bytes("VmHWM").orElse(0));
  }

  /** What the machine could give to whoever asks; 0 where the system does not say. */
  public static long available() {
    return LinuxMemory.ofMachine().bytes("MemAvailable").orElse(0);
  }

  /** What another process has in the machine's memory; 0 where the system does not say. */
  public static long residentOf(long pid) {
    return LinuxMemory.ofProcess(pid).bytes("VmRSS").orElse(0);
  }
}
