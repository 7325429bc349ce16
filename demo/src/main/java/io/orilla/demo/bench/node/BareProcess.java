package io.orilla.demo.bench.node;

import io.orilla.demo.site.ProcessMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The yardstick of a process: a JVM of the same kind that starts, says so and does nothing.
 *
 * @param startMillis from its launch to its first word
 */
record BareProcess(double startMillis, double anonymousMegabytes, double residentMegabytes) {
  /** What the bare process runs. */
  static final class Idle {
    private Idle() {}

    public static void main(String[] arguments) throws IOException {
      System.out.write('!');
      System.out.flush();
      System.in.read();
    }
  }

  static BareProcess measure() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(List.of(java, "-XX:+UseSerialGC", "-Xmx64m", Idle.class.getName()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    long launched = System.nanoTime();
    try {
      Process process = builder.start();
      try {
        process.getInputStream().read();
        double millis = (System.nanoTime() - launched) / 1e6;
        ProcessMeter meter = new ProcessMeter(process.pid());
        return new BareProcess(millis, meter.anonymousMegabytes(), meter.residentMegabytes());
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the yardstick cannot be started", e);
    }
  }
}
