package io.orilla.demo.bench.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux accounts to a process. */
final class ProcessMeter {
  private static final double TICKS_A_SECOND = 100;

  private final Path folder;

  ProcessMeter(long pid) {
    this.folder = Path.of("/proc", String.valueOf(pid));
  }

  /** Resident memory that is no file's: heap, stacks, code, native. */
  double anonymousMegabytes() {
    return megabytes("RssAnon:");
  }

  /** All that is resident, files and libraries included. */
  double residentMegabytes() {
    return megabytes("VmRSS:");
  }

  private double megabytes(String key) {
    return lines("status").stream()
        .filter(line -> line.startsWith(key))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(folder + "/status does not tell " + key));
  }

  /** Processor time used so far, in all threads. */
  double cpuSeconds() {
    String stat = lines("stat").getFirst();
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the node cannot be measured: is it alive?", e);
    }
  }
}
