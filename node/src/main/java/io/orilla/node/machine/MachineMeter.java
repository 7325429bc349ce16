package io.orilla.node.machine;

import io.orilla.model.node.MachineFigures;
import io.orilla.model.process.LinuxMemory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Measures the machine by what Linux says of it (proc_stat(5), proc_net_dev(5), the thermal zones
 * of sysfs). Shares of the processor are of the time since the last measurement. Thread-safe.
 */
public final class MachineMeter {
  private static final Path PROC = Path.of("/proc");
  private static final Path ZONES = Path.of("/sys/class/thermal");

  /** What is asked for sooner is answered with the last measurement. */
  private static final long FRESH_NANOS = 1_000_000_000;

  /** user, nice, system, idle, iowait, irq, softirq, steal. */
  private static final int COUNTERS = 8;

  private static final int IDLE = 3;
  private static final int WAITING = 4;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final int SENT_BYTES = 8;

  private final Path proc;
  private final Path zones;
  private final Path home;
  private Ticks last = new Ticks(0, 0, 0);
  private long measuredAt;
  private @Nullable MachineFigures figures;

  /** Ticks of the clock since the machine started. */
  private record Ticks(long all, long busy, long agent) {
    double busySince(Ticks before) {
      return all == before.all ? 0 : (double) (busy - before.busy) / (all - before.all);
    }

    double agentSince(Ticks before) {
      return all == before.all ? 0 : (double) (agent - before.agent) / (all - before.all);
    }
  }

  /**
   * @param home whose disk is looked at
   */
  public MachineMeter(Path home) {
    this(PROC, ZONES, home);
  }

  MachineMeter(Path proc, Path zones, Path home) {
    this.proc = proc;
    this.zones = zones;
    this.home = home;
  }

  /** Empty where the system is another one. */
  public synchronized Optional<MachineFigures> measure() {
    long now = System.nanoTime();
    if (figures == null || now - measuredAt >= FRESH_NANOS) {
      measuredAt = now;
      figures = read().orElse(null);
    }
    return Optional.ofNullable(figures);
  }

  private Optional<MachineFigures> read() {
    try {
      Ticks ticks = ticks();
      Ticks before = last;
      last = ticks;
      LinuxMemory memory = LinuxMemory.ofMachine();
      FileStore disk = Files.getFileStore(home);
      long[] network = network();
      OptionalDouble temperature = temperature();
      return Optional.of(
          new MachineFigures(
              ticks.busySince(before),
              ticks.agentSince(before),
              memory.bytes("MemTotal").orElse(0),
              memory.bytes("MemAvailable").orElse(0),
              disk.getTotalSpace(),
              disk.getUsableSpace(),
              temperature.isPresent() ? temperature.getAsDouble() : null,
              network[0],
              network[1]));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException notLinux) {
      return Optional.empty();
    }
  }

  private Ticks ticks() throws IOException {
    long[] counters = numbers(Files.readAllLines(proc.resolve("stat")).getFirst(), 1, COUNTERS);
    String agent = Files.readString(proc.resolve("self").resolve("stat"));
    String[] fields = agent.substring(agent.lastIndexOf(')') + 2).split(" ");
    long all = Arrays.stream(counters).sum();
    return new Ticks(
        all,
        all - counters[IDLE] - counters[WAITING],
        Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]));
  }

  /** Bytes received and sent. */
  private long[] network() throws IOException {
    long[] bytes = new long[2];
    List<String> lines = Files.readAllLines(proc.resolve("net").resolve("dev"));
    for (String line : lines.subList(2, lines.size())) {
      String[] card = line.split(":", 2);
      if (!card[0].strip().equals("lo")) {
        long[] counters = numbers(card[1].strip(), 0, SENT_BYTES + 1);
        bytes[0] += counters[0];
        bytes[1] += counters[SENT_BYTES];
      }
    }
    return bytes;
  }

  private static long[] numbers(String line, int from, int count) {
    return Arrays.stream(line.split("\\s+"))
        .skip(from)
        .limit(count)
        .mapToLong(Long::parseLong)
        .toArray();
  }

  private OptionalDouble temperature() throws IOException {
    OptionalDouble hottest = OptionalDouble.empty();
    if (!Files.isDirectory(zones)) {
      return hottest;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(zones, "thermal_zone*")) {
      for (Path zone : all) {
        double degrees = degrees(zone);
        if (!Double.isNaN(degrees) && degrees > hottest.orElse(Double.NEGATIVE_INFINITY)) {
          hottest = OptionalDouble.of(degrees);
        }
      }
    }
    return hottest;
  }

  /** Not a number where the zone is off. */
  private static double degrees(Path zone) {
    try {
      return Long.parseLong(Files.readString(zone.resolve("temp")).strip()) / 1000.0;
    } catch (IOException | NumberFormatException off) {
      return Double.NaN;
    }
  }
}
