package io.orilla.model.journal;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.packed.SamplePacker;
import io.orilla.model.signal.Sample;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A batch of samples that comes right behind one that the server took, and so needs to name neither
 * its epoch nor its number nor its signals: of ten seconds of eight signals more than half of the
 * bytes are saved. Format: {@code docs/format/journal.md}.
 */
public final class LeaningBatch {
  private static final byte VERSION = 3;
  private static final int HEADER = 2 + 1 + 4;
  private static final int SMALLEST = HEADER + 4;

  private LeaningBatch() {}

  /** Whether these bytes begin like one. */
  public static boolean is(byte[] bytes) {
    return bytes.length >= SMALLEST
        && ByteBuffer.wrap(bytes).getShort() == JournalBatch.MAGIC
        && bytes[2] == VERSION;
  }

  /**
   * @param footing that carries the batch
   * @param batch of one block of samples
   */
  public static byte[] encode(
      Footing footing, JournalBatch batch, List<Sample> samples, SamplePacker packer) {
    Block whole = batch.blocks().getFirst();
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    ByteBuffer head = ByteBuffer.allocate(HEADER);
    head.putShort(JournalBatch.MAGIC).put(VERSION).putInt(whole.chain().before());
    out.writeBytes(head.array());
    batch.writeAccount(out);
    byte[] payload = SampleRecords.pack(packer, samples, footing.previous());
    JournalBatch.writeBlock(out, whole.holding(payload), footing.last());
    return JournalBatch.sealed(out);
  }

  /**
   * The batch as it would be without leaning.
   *
   * @param footing that the server has of this node, if it has any
   * @throws OrillaException FOOTING_UNKNOWN when the batch leans on another one, INVALID_FORMAT
   *     when the bytes are no whole batch
   */
  public static JournalBatch decode(byte[] bytes, Optional<Footing> footing) {
    ByteBuffer in = JournalBatch.unsealed(bytes).position(HEADER - 4);
    try {
      int link = in.getInt();
      Footing known =
          footing
              .filter(found -> found.last().chain().after() == link)
              .orElseThrow(LeaningBatch::unknown);
      long first = known.last().lastSequence() + 1;
      LaneAccount account = JournalBatch.readAccount(in, Lane.SIGNALS, first);
      Block block = JournalBatch.readBlock(in, Lane.SIGNALS, first, link, known.last());
      return new JournalBatch(known.epoch(), account, List.of(whole(block, known)));
    } catch (BufferUnderflowException e) {
      throw new OrillaException(ErrorCode.INVALID_FORMAT, "the journal batch is cut short", e);
    }
  }

  /** The chain over the samples says whether they are those that were sent. */
  private static Block whole(Block leaning, Footing footing) {
    List<Sample> samples;
    try {
      samples = SampleRecords.decode(leaning.payload(), footing.previous());
    } catch (OrillaException other) {
      throw unknown();
    }
    byte[] rows = SampleRecords.encode(samples);
    Chain found = Chain.over(Lane.SIGNALS, leaning.chain().before(), rows);
    if (samples.size() != leaning.count() || !found.equals(leaning.chain())) {
      throw unknown();
    }
    return leaning.holding(SampleRecords.pack(new SamplePacker(), samples));
  }

  private static OrillaException unknown() {
    return new OrillaException(
        ErrorCode.FOOTING_UNKNOWN,
        "the batch that this one leans on is not known here; send it so that it stands for itself");
  }
}
