package io.orilla.demo.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of processes as Linux accounts for it; 0 where there is no {@code /proc}. */
final class ProcessMemory {
  private ProcessMemory() {}

  /** Peak resident memory ({@code VmHWM}) of a process that is alive. */
  static long peakBytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
