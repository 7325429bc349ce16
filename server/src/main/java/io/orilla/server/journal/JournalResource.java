package io.orilla.server.journal;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.orilla.lake.inbox.Inbox;
import io.orilla.lake.inbox.LaneKey;
import io.orilla.model.content.Zstd;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalReceipt;
import io.orilla.server.fleet.Fleet;
import io.orilla.server.http.Resource;
import io.orilla.server.node.CloneWatch;
import io.orilla.server.node.NodeGuard;
import io.orilla.server.node.Nodes;

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
  }

  private void accept(Context context) {
    ObjectName node = NodeGuard.node(context);
    JournalBatch batch = footings.decode(node, body(context));
    clones.heard(node, batch.epoch());
    nodes.requireDelivering(node);
    try {
      context.json(gate.pass(() -> take(node, batch)));
    } catch (OrillaException refusal) {
      if (refusal.code() != ErrorCode.SEQUENCE_GAP) {
        throw refusal;
      }
      long expected = inbox.through(new LaneKey(node, batch.epoch(), batch.lane())) + 1;
      context
          .status(refusal.code().kind().httpStatus())
          .json(new Hole(refusal.code(), refusal.text(), expected));
    }
  }

  private static byte[] body(Context context) {
    byte[] body = context.bodyAsBytes();
    if (body.length > JournalBatch.MAX_BYTES) {
      throw new ContentTooLargeResponse(
          "a journal batch has at most %d bytes, this one %d; cut it into smaller ones"
              .formatted(JournalBatch.MAX_BYTES, body.length));
    }
    String encoding = context.header("Content-Encoding");
    if (encoding == null) {
      return body;
    }
    if (!encoding.equals("zstd")) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "the content encoding '" + encoding + "' is not known; send zstd or none");
    }
    return Zstd.decompress(body, 0, JournalBatch.MAX_BYTES);
  }

  private JournalReceipt take(ObjectName node, JournalBatch batch) {
    JournalReceipt receipt = inbox.accept(node, batch);
    fleet.take(node, batch);
    footings.taken(node, batch);
    return receipt;
  }

  /** A problem with the sequence that the node has to send from: {@code docs/format/journal.md}. */
  private record Hole(ErrorCode code, String message, long expected) {}
}
