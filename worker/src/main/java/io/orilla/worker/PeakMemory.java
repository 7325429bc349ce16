package io.orilla.worker;

import io.orilla.model.process.LinuxMemory;

/** The most memory that this process has had resident. */
final class PeakMemory {
  private PeakMemory() {}

  /** In bytes, as Linux counts it; elsewhere only the heap. */
  static long bytes() {
    return LinuxMemory.own().bytes("VmHWM").orElseGet(Runtime.getRuntime()::totalMemory);
  }
}
