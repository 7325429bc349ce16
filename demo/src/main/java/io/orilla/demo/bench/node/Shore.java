package io.orilla.demo.bench.node;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.orilla.model.journal.Footing;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalReceipt;
import io.orilla.model.journal.LeaningBatch;
import io.orilla.server.http.HttpListener;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Takes all batches of one node, by request and by stream, and keeps nothing of them. */
final class Shore implements AutoCloseable {
  private static final long LARGEST = 32L << 20;

  private final HttpListener listener =
      HttpListener.plain(
          new HttpListener.Address("127.0.0.1", 0, "", LARGEST),
          context -> {},
          List.of(this::register));
  private Optional<Footing> footing = Optional.empty();

  String address() {
    return "http://127.0.0.1:" + listener.port();
  }

  private void register(RoutesConfig routes) {
    routes.post("/node/v1/journal", this::post);
    routes.ws("/node/v1/journal/stream", this::stream);
  }

  private void post(Context context) {
    context.json(take(context.bodyAsBytes()));
  }

  private void stream(WsConfig stream) {
    stream.onBinaryMessage(
        message -> {
          byte[] body = new byte[message.data().remaining()];
          message.data().get(body);
          message.send(ByteBuffer.wrap(take(body).brief()));
        });
  }

  private synchronized JournalReceipt take(byte[] body) {
    JournalBatch batch =
        LeaningBatch.is(body) ? LeaningBatch.decode(body, footing) : JournalBatch.decode(body);
    footing = Footing.behind(batch);
    return new JournalReceipt(batch.epoch(), batch.lane(), batch.lastSequence());
  }

  @Override
  public void close() {
    listener.close();
  }
}
