package io.orilla.inference.grpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc;
import io.orilla.inference.grpc.wire.ModelInferRequest;
import io.orilla.inference.grpc.wire.ModelInferResponse;
import io.orilla.inference.grpc.wire.ServerLiveRequest;
import io.orilla.inference.rest.Pause;
import io.orilla.inference.rest.RestSettings;
import io.orilla.inference.serving.ServingSettings;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections and calls on which too little happens. */
final class GrpcIdleTest {
  private static final RestSettings BRIEF = new RestSettings(1 << 20, 16, Duration.ofMillis(300));
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
  private static final int GO_AWAY = 7;

  /** RFC 9113, 6.2: {@code :method GET}, and more is to come. */
  private static final byte[] HALF_HEADERS = {0, 0, 1, 1, 0, 0, 0, 0, 1, (byte) 0x82};

  @AutoClose private final OpenGrpcDoor door;
  private final ManagedChannel channel;

  GrpcIdleTest(@TempDir Path folder) {
    door = new OpenGrpcDoor(folder, BRIEF, ServingSettings.DEFAULT, Pause.NONE);
    channel = NettyChannelBuilder.forAddress("127.0.0.1", door.port()).usePlaintext().build();
  }

  @AfterEach
  void hangUp() {
    channel.shutdownNow();
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket("127.0.0.1", door.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  @Test
  void aConnectionWithoutCallsIsClosed() {
    var unused =
        GRPCInferenceServiceGrpc.newBlockingStub(channel)
            .serverLive(ServerLiveRequest.getDefaultInstance());
    assertThat(channel.getState(false)).isEqualTo(ConnectivityState.READY);
    await().until(() -> channel.getState(false) == ConnectivityState.IDLE);
  }

  @Test
  void aCallWhoseRequestDoesNotComeIsEnded() throws Exception {
    ClientCall<ModelInferRequest, ModelInferResponse> call =
        channel.newCall(GRPCInferenceServiceGrpc.getModelInferMethod(), CallOptions.DEFAULT);
    CompletableFuture<Status> ended = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
          }
        },
        new Metadata());
    call.request(1);
    Status status = ended.get(30, TimeUnit.SECONDS);
    assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(status.getDescription()).isEqualTo("the request did not come within 300 ms");
  }

  @Test
  void whoDoesNotSpeakHttpIsNotWaitedForLong() throws Exception {
    try (Socket client = connected()) {
      client.getOutputStream().write(PREFACE.substring(0, 10).getBytes(US_ASCII));
      assertThat(client.getInputStream().readAllBytes()).hasSizeLessThan(256); // and no more
    }
  }

  @Test
  void headersThatDoNotEndAreNotWaitedForLong() throws Exception {
    try (Socket client = connected()) {
      client.getOutputStream().write(PREFACE.getBytes(US_ASCII));
      client.getOutputStream().write(SETTINGS);
      client.getOutputStream().write(HALF_HEADERS);
      DataInputStream frames = new DataInputStream(client.getInputStream());
      assertThat(Stream.generate(() -> nextFrame(frames)).anyMatch(type -> type == GO_AWAY))
          .isTrue();
    }
  }

  /** Passes over a frame, and says of which type it was (RFC 9113, 4.1). */
  private static int nextFrame(DataInputStream frames) {
    try {
      int length = frames.readUnsignedByte() << 16 | frames.readUnsignedShort();
      int type = frames.readUnsignedByte();
      frames.skipNBytes(5 + length);
      return type;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
