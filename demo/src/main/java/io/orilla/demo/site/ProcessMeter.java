package io.orilla.demo.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux accounts to a process that is alive. */
public final class ProcessMeter {
  private static final double TICKS_A_SECOND = 100;

  private final Path folder;

  public ProcessMeter(long pid) {
    this.folder = Path.of("/proc", String.valueOf(pid));
  }

  /** Resident memory that is no file's: heap, stacks, code, native. */
  public double anonymousMegabytes() {
    return kilobytes("RssAnon:") / 1024.0;
  }

  /** All that is resident, files and libraries included. */
  public double residentMegabytes() {
    return kilobytes("VmRSS:") / 1024.0;
  }

  /** The most that ever was resident; 0 where it is not told, as the process has ended. */
  long peakBytes() {
    try {
      return kilobytes("VmHWM:") * 1024;
    } catch (UncheckedIOException | IllegalStateException e) {
      return 0;
    }
  }

  private long kilobytes(String key) {
    return lines("status").stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(folder + "/status does not tell " + key));
  }

  /** Processor time used so far, in all threads. */
  public double cpuSeconds() {
    String stat = lines("stat").getFirst();
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("a process cannot be measured: is it alive?", e);
    }
  }
}
