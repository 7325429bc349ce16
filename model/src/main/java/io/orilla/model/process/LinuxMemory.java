package io.orilla.model.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What Linux said of memory: a file of {@code /proc} with lines as {@code VmRSS: 5120 kB}
 * (proc_pid_status(5), proc_meminfo(5)). Empty on other systems, and where it may not be read.
 */
public final class LinuxMemory {
  private final List<String> lines;

  private LinuxMemory(Path file) {
    this.lines = lines(file);
  }

  /** Of this process. */
  public static LinuxMemory own() {
    return new LinuxMemory(Path.of("/proc/self/status"));
  }

  public static LinuxMemory ofProcess(long pid) {
    return new LinuxMemory(Path.of("/proc", String.valueOf(pid), "status"));
  }

  public static LinuxMemory ofMachine() {
    return new LinuxMemory(Path.of("/proc/meminfo"));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException ended) {
      return List.of();
    }
  }

  /**
   * @param key as {@code VmRSS}
   */
  public OptionalLong bytes(String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key + ":"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }
}
