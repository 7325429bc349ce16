package io.orilla.demo.bench.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Map;

/** The yardstick without any server: the runtime alone, a loop around the small model. */
final class BareLoop {
  private BareLoop() {}

  static double callsPerSecond(Duration time) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    FloatBuffer input =
        ByteBuffer.allocateDirect(Float.BYTES * Graphs.INPUTS)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    try (OrtSession session = environment.createSession(Graphs.small());
        OnnxTensor tensor =
            OnnxTensor.createTensor(environment, input, new long[] {1, Graphs.INPUTS})) {
      long began = System.nanoTime();
      long calls = 0;
      while (System.nanoTime() - began < time.toNanos()) {
        session.run(Map.of("x", tensor)).close();
        calls++;
      }
      return calls / ((System.nanoTime() - began) / 1e9);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
