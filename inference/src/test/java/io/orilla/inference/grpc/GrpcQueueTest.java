package io.orilla.inference.grpc;

import static io.orilla.inference.grpc.Requests.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.orilla.inference.grpc.wire.ModelInferResponse;
import io.orilla.inference.grpc.wire.ServerLiveRequest;
import io.orilla.inference.rest.Pause;
import io.orilla.inference.serving.ServingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that wait for their model, one at most. */
final class GrpcQueueTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final Pause pause = new Pause();

  private OpenGrpcDoor paused(Duration longestWait) {
    return new OpenGrpcDoor(
        folder, new ServingSettings(1, Duration.ZERO, 1, 1 << 20, longestWait, LONG, 0), pause);
  }

  /** What is sent on one connection is taken in the order in which it was sent. */
  private static void awaitTakenIn(OpenGrpcDoor door) {
    var unused = door.client().serverLive(ServerLiveRequest.getDefaultInstance());
  }

  private static ListenableFuture<ModelInferResponse> waiting(OpenGrpcDoor door) {
    awaitTakenIn(door); // there is a connection from now on
    ListenableFuture<ModelInferResponse> waiting = door.asking().modelInfer(sum().build());
    assertFails(
        () -> door.client().modelInfer(sum().build()),
        Status.Code.RESOURCE_EXHAUSTED,
        "1 calls with 16 bytes wait for model 'sum'");
    return waiting;
  }

  private static void assertFails(ThrowingCallable call, Status.Code code, String reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode()).isEqualTo(code))
        .hasMessageContaining(reason);
  }

  private static void awaitAnswer(OpenGrpcDoor door) {
    await()
        .ignoreExceptions()
        .until(() -> door.client().modelInfer(sum().build()).getOutputsCount() == 2);
  }

  @Test
  void aFullQueueRefusesAtOnce() throws Exception {
    try (OpenGrpcDoor door = paused(LONG)) {
      ListenableFuture<ModelInferResponse> waiting = waiting(door);
      pause.end();
      assertThat(waiting.get(30, TimeUnit.SECONDS).getOutputsList()).hasSize(2);
      awaitAnswer(door);
    }
  }

  @Test
  void aCancelledCallIsNotComputed() {
    try (OpenGrpcDoor door = paused(LONG)) {
      waiting(door).cancel(true);
      awaitTakenIn(door);
      pause.end();
      awaitAnswer(door);
      assertThat(door.runs("sum")).isEqualTo(1);
    }
  }

  @Test
  void aCallIsNotComputedAfterItsDeadline() {
    try (OpenGrpcDoor door = paused(LONG)) {
      awaitTakenIn(door);
      assertFails(
          () ->
              door.client().withDeadlineAfter(50, TimeUnit.MILLISECONDS).modelInfer(sum().build()),
          Status.Code.DEADLINE_EXCEEDED,
          "");
      awaitTakenIn(door);
      pause.end();
      awaitAnswer(door);
      assertThat(door.runs("sum")).isEqualTo(1);
    }
  }

  @Test
  void aCallThatWaitedLongerThanItMayIsGivenUp() {
    try (OpenGrpcDoor door = paused(Duration.ofNanos(1))) {
      ListenableFuture<ModelInferResponse> waiting = waiting(door);
      pause.end();
      assertFails(
          () -> {
            try {
              waiting.get(30, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
              throw e.getCause();
            }
          },
          Status.Code.DEADLINE_EXCEEDED,
          "ms, which is longer than it may");
    }
  }
}
