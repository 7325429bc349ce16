package io.orilla.node.uplink;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;

/** Counts a body's bytes as they come, also of one that is cut short. */
record CountedBody<T>(BodySubscriber<T> body, LongConsumer count) implements BodySubscriber<T> {
  @Override
  public void onSubscribe(Subscription subscription) {
    body.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    count.accept(part.stream().mapToLong(ByteBuffer::remaining).sum());
    body.onNext(part);
  }

  @Override
  public void onError(Throwable cause) {
    body.onError(cause);
  }

  @Override
  public void onComplete() {
    body.onComplete();
  }

  @Override
  public CompletionStage<T> getBody() {
    return body.getBody();
  }
}
