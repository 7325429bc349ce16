package io.orilla.inference.rest;

import io.orilla.inference.protocol.InferRequest;
import io.orilla.inference.protocol.ReplyWriter;
import io.orilla.inference.serving.Call;
import io.orilla.inference.serving.ServedModel;
import io.orilla.inference.tensor.Tensor;
import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call that came by HTTP and is answered on its connection. */
final class RestCall implements Call {
  private final RestConnection connection;
  private final ServedModel model;
  private final InferRequest request;
  private final long deadline;
  private final AtomicBoolean answered = new AtomicBoolean();

  RestCall(RestConnection connection, ServedModel model, InferRequest request) {
    this.connection = connection;
    this.model = model;
    this.request = request;
    this.deadline =
        System.nanoTime() + request.timeout().orElse(model.settings().longestWait()).toNanos();
  }

  @Override
  public List<Tensor> inputs() {
    return request.inputs();
  }

  @Override
  public long deadline() {
    return deadline;
  }

  @Override
  public boolean isCancelled() {
    return !connection.isOpen();
  }

  @Override
  public void answer(List<Tensor> outputs) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    ReplyWriter writer = connection.writer();
    writer.write(model, request, outputs);
    connection.reply(
        Reply.outputs(connection.allocator(), writer, request, outputs, connection.keepsAlive()));
  }

  @Override
  public void fail(OrillaException reason) {
    if (answered.compareAndSet(false, true)) {
      connection.reply(Reply.problem(connection.allocator(), reason, connection.keepsAlive()));
    }
  }
}
