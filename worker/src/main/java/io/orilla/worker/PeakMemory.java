package io.orilla.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process has had resident. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private PeakMemory() {}

  /** In bytes, as Linux counts it (VmHWM, proc(5)); elsewhere only the heap. */
  static long bytes() {
    if (Files.isReadable(STATUS)) {
      try {
        for (String line : Files.readAllLines(STATUS)) {
          if (line.startsWith("VmHWM:")) {
            return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
          }
        }
      } catch (IOException e) {
        return heap();
      }
    }
    return heap();
  }

  private static long heap() {
    return Runtime.getRuntime().totalMemory();
  }
}
