package io.orilla.demo.bench.inference;

import io.orilla.demo.site.ProcessMeter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A process under load, with the memory and the compiler that the launcher gives an agent. */
final class Served implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** What the launcher gives an agent besides. */
  private static final String AGENT = "ORILLA_AGENT_OPTIONS";

  private final Process process;
  private final int port;
  private final int grpcPort;

  private Served(Process process, int port, int grpcPort) {
    this.process = process;
    this.port = port;
    this.grpcPort = grpcPort;
  }

  /** The door of inference over this folder's graphs. */
  static Served door(Path folder) {
    return start("door", folder.toString());
  }

  /** A server that always gives the same answer. */
  static Served fixed() {
    return start("fixed");
  }

  private static Served start(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    Optional.ofNullable(System.getenv(AGENT))
        .ifPresent(agents -> command.addAll(List.of(agents.trim().split("\\s+"))));
    Optional.ofNullable(System.getProperty("onnxruntime.native.path"))
        .ifPresent(path -> command.add("-Donnxruntime.native.path=" + path));
    command.add(ServedProcess.class.getName());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    builder.environment().put("MALLOC_TRIM_THRESHOLD_", "131072");
    try {
      Process process = builder.start();
      BufferedReader words =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
      String ports = words.readLine();
      if (ports == null) {
        throw new IllegalStateException("what is to be measured did not start");
      }
      String[] both = ports.split(" ");
      return new Served(process, Integer.parseInt(both[0]), Integer.parseInt(both[1]));
    } catch (IOException e) {
      throw new UncheckedIOException("what is to be measured did not start", e);
    }
  }

  int port() {
    return port;
  }

  int grpcPort() {
    return grpcPort;
  }

  ProcessMeter meter() {
    return new ProcessMeter(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
