package io.orilla.inference.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Ends calls whose request is not there in full after so long. */
final class RequestTimeLimit implements ServerInterceptor {
  private final EventLoop loop;
  private final Duration longest;

  /**
   * @param loop that reads all requests
   */
  RequestTimeLimit(EventLoop loop, Duration longest) {
    this.loop = loop;
    this.longest = longest;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Future<?> end = loop.schedule(() -> end(call), longest.toNanos(), TimeUnit.NANOSECONDS);
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onHalfClose() {
        end.cancel(false);
        super.onHalfClose();
      }

      @Override
      public void onCancel() {
        end.cancel(false);
        super.onCancel();
      }

      @Override
      public void onComplete() {
        end.cancel(false);
        super.onComplete();
      }
    };
  }

  private void end(ServerCall<?, ?> call) {
    call.close(
        Status.DEADLINE_EXCEEDED.withDescription(
            "the request did not come within %d ms".formatted(longest.toMillis())),
        new Metadata());
  }
}
