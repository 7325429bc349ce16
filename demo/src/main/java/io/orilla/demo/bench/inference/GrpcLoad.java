package io.orilla.demo.bench.inference;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.orilla.demo.bench.Figure;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc.GRPCInferenceServiceStub;
import io.orilla.inference.grpc.wire.InferTensorContents;
import io.orilla.inference.grpc.wire.ModelInferRequest;
import io.orilla.inference.grpc.wire.ModelInferRequest.InferInputTensor;
import io.orilla.inference.grpc.wire.ModelInferResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;

/** Calls by gRPC: as many at a time as connections by HTTP, on one connection. */
final class GrpcLoad {
  private static final int CALLS = 8;
  private static final int LARGE_CALLS = 4;
  private static final int MEGABYTE = 1 << 20;

  /**
   * Both sides load and compile gRPC's many classes first, which takes seconds whatever is asked.
   */
  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private GrpcLoad() {}

  static List<Figure> measure(int port, Duration time) {
    run(port, WARM_UP, row(), CALLS);
    ConcurrentHistogram times = run(port, time, row(), CALLS);
    ModelInferRequest megabyte = megabyte();
    run(port, time.dividedBy(2), megabyte, LARGE_CALLS);
    ConcurrentHistogram large = run(port, time, megabyte, LARGE_CALLS);
    return List.of(
        Figure.atLeast(
            8_000,
            "grpc_rps",
            times.getTotalCount() / (time.toNanos() / 1e9),
            times.getValueAtPercentile(99) / 1e6,
            "8 -> 16 -> 1 by gRPC, 8 calls at a time | p99, ms"),
        Figure.atLeast(
            200,
            "grpc_mb_per_s",
            large.getTotalCount() * MEGABYTE / 1e6 / (time.toNanos() / 1e9),
            large.getValueAtPercentile(99) / 1e6,
            "tensors of 1 MB in as bytes, and as many out, 4 calls at a time | p99, ms"));
  }

  private static ConcurrentHistogram run(
      int port, Duration time, ModelInferRequest request, int calls) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .directExecutor()
            .flowControlWindow(4 * MEGABYTE)
            .build();
    GRPCInferenceServiceStub client = GRPCInferenceServiceGrpc.newStub(channel);
    ConcurrentHistogram times = new ConcurrentHistogram(3);
    long end = System.nanoTime() + time.toNanos();
    List<Line> lines =
        IntStream.range(0, calls).mapToObj(index -> new Line(client, request, end, times)).toList();
    try {
      lines.forEach(Line::call);
      lines.forEach(line -> line.ended.join());
      return times;
    } finally {
      channel.shutdownNow();
    }
  }

  private static ModelInferRequest megabyte() {
    return ModelInferRequest.newBuilder()
        .setModelName("negative")
        .addInputs(
            InferInputTensor.newBuilder()
                .setName("x")
                .setDatatype("FP32")
                .addShape(1)
                .addShape(MEGABYTE / Float.BYTES))
        .addRawInputContents(ByteString.copyFrom(new byte[MEGABYTE]))
        .build();
  }

  private static ModelInferRequest row() {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (int i = 0; i < Graphs.INPUTS; i++) {
      contents.addFp32Contents(0.1f * i);
    }
    return ModelInferRequest.newBuilder()
        .setModelName("small")
        .addInputs(
            InferInputTensor.newBuilder()
                .setName("x")
                .setDatatype("FP32")
                .addShape(1)
                .addShape(Graphs.INPUTS)
                .setContents(contents))
        .build();
  }

  /** One call after the other. */
  private static final class Line implements StreamObserver<ModelInferResponse> {
    private final GRPCInferenceServiceStub client;
    private final ModelInferRequest request;
    private final long end;
    private final ConcurrentHistogram times;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long sent;

    Line(
        GRPCInferenceServiceStub client,
        ModelInferRequest request,
        long end,
        ConcurrentHistogram times) {
      this.client = client;
      this.request = request;
      this.end = end;
      this.times = times;
    }

    void call() {
      sent = System.nanoTime();
      client.modelInfer(request, this);
    }

    @Override
    public void onNext(ModelInferResponse answer) {
      times.recordValue(System.nanoTime() - sent);
    }

    @Override
    public void onCompleted() {
      if (System.nanoTime() < end) {
        call();
      } else {
        ended.complete(null);
      }
    }

    @Override
    public void onError(Throwable reason) {
      ended.completeExceptionally(reason);
    }
  }
}
