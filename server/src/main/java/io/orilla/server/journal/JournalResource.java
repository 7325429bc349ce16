package io.orilla.server.journal;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.orilla.lake.inbox.Inbox;
import io.orilla.lake.inbox.LaneKey;
import io.orilla.model.content.Zstd;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalReceipt;
import io.orilla.server.fleet.Fleet;
import io.orilla.server.http.Resource;
import io.orilla.server.node.CloneWatch;
import io.orilla.server.node.NodeGuard;
import io.orilla.server.node.Nodes;
import java.nio.ByteBuffer;

/**
 * Takes journal batches in. The receipt is given when the batch is in the inbox and its events have
 * been heard; a batch that comes again changes nothing and gets the same receipt.
 */
public final class JournalResource implements Resource {
  private final Inbox inbox;
  private final Fleet fleet;
  private final Nodes nodes;
  private final CloneWatch clones;
  private final JournalGate gate;
  private final Footings footings = new Footings();

  public JournalResource(
      Inbox inbox, Fleet fleet, Nodes nodes, CloneWatch clones, JournalGate gate) {
    this.inbox = inbox;
    this.fleet = fleet;
    this.nodes = nodes;
    this.clones = clones;
    this.gate = gate;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/node/v1/journal", this::accept);
    routes.ws("/node/v1/journal/stream", this::stream);
  }

  private void accept(Context context) {
    ObjectName node = NodeGuard.node(context);
    String encoding = context.header("Content-Encoding");
    if (encoding != null && !encoding.equals("zstd")) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "the content encoding '" + encoding + "' is not known; send zstd or none");
    }
    switch (take(node, plain(context.bodyAsBytes(), encoding != null))) {
      case Held held -> context.json(held.receipt());
      case Hole hole -> context.status(hole.code().kind().httpStatus()).json(hole);
    }
  }

  /** One batch after the other, each with its answer: {@code docs/format/journal.md}. */
  private void stream(WsConfig stream) {
    stream.onBinaryMessage(
        message -> {
          try {
            switch (take(NodeGuard.nodeStillOpen(message, nodes), bytes(message.data()))) {
              case Held held -> message.send(ByteBuffer.wrap(held.receipt().brief()));
              case Hole hole -> message.send(hole);
            }
          } catch (OrillaException refusal) {
            message.send(Problem.of(refusal));
          }
        });
  }

  private static byte[] bytes(ByteBuffer message) {
    byte[] body = new byte[message.remaining()];
    message.get(body);
    return plain(body, Zstd.isFrame(body));
  }

  private static byte[] plain(byte[] body, boolean zstd) {
    if (body.length > JournalBatch.MAX_BYTES) {
      throw new ContentTooLargeResponse(
          "a journal batch has at most %d bytes, this one %d; cut it into smaller ones"
              .formatted(JournalBatch.MAX_BYTES, body.length));
    }
    return zstd ? Zstd.decompress(body, 0, JournalBatch.MAX_BYTES) : body;
  }

  private Answer take(ObjectName node, byte[] body) {
    JournalBatch batch = footings.decode(node, body);
    clones.heard(node, batch.epoch());
    nodes.requireDelivering(node);
    try {
      return new Held(gate.pass(() -> take(node, batch)));
    } catch (OrillaException refusal) {
      if (refusal.code() != ErrorCode.SEQUENCE_GAP) {
        throw refusal;
      }
      long expected = inbox.through(new LaneKey(node, batch.epoch(), batch.lane())) + 1;
      return new Hole(refusal.code(), refusal.text(), expected);
    }
  }

  private JournalReceipt take(ObjectName node, JournalBatch batch) {
    JournalReceipt receipt = inbox.accept(node, batch);
    fleet.take(node, batch);
    footings.taken(node, batch);
    return receipt;
  }

  private sealed interface Answer {}

  private record Held(JournalReceipt receipt) implements Answer {}

  /** A problem with the sequence that the node has to send from: {@code docs/format/journal.md}. */
  private record Hole(ErrorCode code, String message, long expected) implements Answer {}
}
