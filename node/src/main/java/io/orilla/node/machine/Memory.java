package io.orilla.node.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory of this process, in bytes.
 *
 * @param heap used by Java objects, dead ones included
 * @param resident in the machine's memory now; 0 where the system does not say
 * @param peak the most that was resident
 */
public record Memory(long heap, long resident, long peak) {
  private static final Path LINUX = Path.of("/proc/self/status");
  private static final Path MACHINE = Path.of("/proc/meminfo");

  public static Memory now() {
    Runtime runtime = Runtime.getRuntime();
    List<String> lines = lines(LINUX);
    return new Memory(
        runtime.totalMemory() - runtime.freeMemory(),
        kilobytes(lines, "VmRSS:") * 1024,
        kilobytes(lines, "VmHWM:") * 1024);
  }

  /** What the machine could give to whoever asks; 0 where the system does not say. */
  public static long available() {
    return kilobytes(lines(MACHINE), "MemAvailable:") * 1024;
  }

  /** What another process has in the machine's memory; 0 where the system does not say. */
  public static long residentOf(long pid) {
    return kilobytes(lines(Path.of("/proc/" + pid + "/status")), "VmRSS:") * 1024;
  }

  private static List<String> lines(Path status) {
    try {
      return Files.isReadable(status) ? Files.readAllLines(status) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static long kilobytes(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
