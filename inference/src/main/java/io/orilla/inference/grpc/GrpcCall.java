package io.orilla.inference.grpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import io.orilla.inference.grpc.wire.ModelInferRequest;
import io.orilla.inference.grpc.wire.ModelInferResponse;
import io.orilla.inference.serving.Call;
import io.orilla.inference.serving.ServedModel;
import io.orilla.inference.tensor.Tensor;
import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call that came by gRPC. */
final class GrpcCall implements Call {
  private final ServedModel model;
  private final ModelInferRequest request;
  private final List<Tensor> inputs;
  private final ServerCallStreamObserver<ModelInferResponse> observer;
  private final Runnable done;
  private final long deadline;
  private final AtomicBoolean answered = new AtomicBoolean();

  /**
   * @param done is run when the inputs are no longer needed
   */
  GrpcCall(
      ServedModel model,
      ModelInferRequest request,
      List<Tensor> inputs,
      ServerCallStreamObserver<ModelInferResponse> observer,
      Runnable done) {
    this.model = model;
    this.request = request;
    this.inputs = inputs;
    this.observer = observer;
    this.done = done;
    long longest = model.settings().longestWait().toNanos();
    Deadline asked = Context.current().getDeadline();
    this.deadline =
        System.nanoTime()
            + (asked == null
                ? longest
                : Math.min(longest, asked.timeRemaining(TimeUnit.NANOSECONDS)));
  }

  @Override
  public List<Tensor> inputs() {
    return inputs;
  }

  @Override
  public long deadline() {
    return deadline;
  }

  @Override
  public boolean isCancelled() {
    return observer.isCancelled();
  }

  @Override
  public void answer(List<Tensor> outputs) {
    if (answered.compareAndSet(false, true)) {
      try {
        observer.onNext(GrpcTensors.response(model, request, outputs)); // which writes it out
      } finally {
        done.run();
      }
      observer.onCompleted();
    }
  }

  @Override
  public void fail(OrillaException reason) {
    if (answered.compareAndSet(false, true)) {
      done.run();
      observer.onError(GrpcProblem.of(reason));
    }
  }
}
