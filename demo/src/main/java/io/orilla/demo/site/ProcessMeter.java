package io.orilla.demo.site;

import io.orilla.model.process.LinuxMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux accounts to a process that is alive. */
public final class ProcessMeter {
  private static final double TICKS_A_SECOND = 100;

  private final long pid;

  public ProcessMeter(long pid) {
    this.pid = pid;
  }

  /** Resident memory that is no file's: heap, stacks, code, native. */
  public double anonymousMegabytes() {
    return megabytes("RssAnon");
  }

  /** All that is resident, files and libraries included. */
  public double residentMegabytes() {
    return megabytes("VmRSS");
  }

  /** The most that ever was resident; 0 where it is not told, as the process has ended. */
  long peakBytes() {
    return LinuxMemory.ofProcess(pid).bytes("VmHWM").orElse(0);
  }

  private double megabytes(String key) {
    long bytes =
        LinuxMemory.ofProcess(pid)
            .bytes(key)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "process %d is not alive, or has no %s".formatted(pid, key)));
    return bytes / 1048576.0;
  }

  /** Processor time used so far, in all threads. */
  public double cpuSeconds() {
    String stat = stat();
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  private String stat() {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
    } catch (IOException e) {
      throw new UncheckedIOException("a process cannot be measured: is it alive?", e);
    }
  }
}
