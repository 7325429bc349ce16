package io.orilla.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.orilla.inference.grpc.GrpcDoor;
import io.orilla.inference.grpc.wire.ModelInferRequest;
import io.orilla.inference.rest.RestDoor;
import io.orilla.inference.rest.RestSettings;
import io.orilla.inference.serving.Admission;
import io.orilla.inference.serving.Engine;
import io.orilla.inference.serving.FolderModels;
import io.orilla.inference.serving.LivePredictions;
import io.orilla.inference.serving.LoopbackAdmission;
import io.orilla.inference.serving.Scheduler;
import io.orilla.inference.serving.ServingSettings;
import io.orilla.learning.onnx.GraphBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Triton's own Python clients, as its users install them: by HTTP and gRPC, each waiting and
 * asynchronous. Its Java clients, {@code triton.client:java-api} and {@code
 * triton.inference:grpc-client-library}, are in no Maven registry.
 */
final class TritonClientsTest {
  private static final Path CLIENTS = Launcher.ROOT.resolve("tests/target/triton-clients");

  @TempDir Path folder;

  private record Outcome(int exitCode, String output) {}

  /** A program that is not there fails as one that ends so. */
  private Outcome run(int seconds, String... command) throws InterruptedException {
    try {
      Path output = Files.createTempFile(folder, "output-", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      process.destroyForcibly().waitFor();
      return new Outcome(ended ? process.exitValue() : -1, Files.readString(output));
    } catch (IOException e) {
      return new Outcome(-1, e.toString());
    }
  }

  /** Skips the test, saying so, where they cannot be installed. */
  private String python() throws InterruptedException {
    String python = CLIENTS.resolve("bin/python").toString();
    if (run(60, python, "-c", "import tritonclient.grpc.aio").exitCode() != 0) {
      Outcome made = run(120, "python3", "-m", "venv", CLIENTS.toString());
      assumeTrue(
          made.exitCode() == 0, "skipped: no Python to run Triton's clients: " + made.output());
      Outcome installed = run(300, python, "-m", "pip", "install", "--quiet", "tritonclient[all]");
      assumeTrue(
          installed.exitCode() == 0,
          "skipped: pip cannot install tritonclient[all]: " + installed.output());
    }
    return python;
  }

  private Path graph() throws IOException {
    GraphBuilder graph = new GraphBuilder("negative");
    graph.input("x", DataType.FLOAT, 3);
    graph.node("Neg", "y", List.of("x"));
    graph.output("y", 3);
    return Files.write(folder.resolve("negative.onnx"), graph.build());
  }

  private Path script() throws IOException {
    Path script = folder.resolve("triton_clients.py");
    try (InputStream text = getClass().getResourceAsStream("/triton_clients.py")) {
      Files.copy(Objects.requireNonNull(text), script);
    }
    return script;
  }

  /** What the clients of our build are made of, to be held against what these are made of. */
  private Path definition() throws IOException {
    byte[] file = ModelInferRequest.getDescriptor().getFile().toProto().toByteArray();
    return Files.write(folder.resolve("inference.desc"), file);
  }

  @Test
  void tritonsPythonClientsAreAtHome() throws Exception {
    String python = python();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ServerSocketChannel socket = ServerSocketChannel.open().bind(any);
    ThreadFactory threads = Thread.ofPlatform().daemon().factory();
    try (FolderModels models = new FolderModels(ServingSettings.DEFAULT).with("negative", graph());
        Scheduler scheduler = new Scheduler(1, threads, () -> false)) {
      Engine engine = new Engine(models, LivePredictions.NONE, scheduler, "test");
      try (RestDoor rest =
              new RestDoor(
                  socket,
                  RestSettings.DEFAULT,
                  engine,
                  new LoopbackAdmission(),
                  Optional.empty(),
                  threads);
          GrpcDoor grpc =
              new GrpcDoor(
                  any, RestSettings.DEFAULT, engine, Admission.ALL, Optional.empty(), threads)) {
        Outcome outcome =
            run(
                120,
                python,
                script().toString(),
                "127.0.0.1:" + socket.socket().getLocalPort(),
                "127.0.0.1:" + grpc.port(),
                definition().toString());
        assertThat(outcome.output())
            .contains(
                "the definition: fits",
                "by HTTP: fits",
                "by gRPC: fits",
                "by HTTP, asynchronous: fits",
                "by gRPC, asynchronous: fits");
        assertThat(outcome.exitCode()).isZero();
      }
    }
  }
}
