package io.orilla.model.journal;

import io.orilla.model.content.Zstd;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.packed.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is left of consecutive samples: their places among them, and they themselves in an encoding
 * of their own. Format: {@code docs/format/samples.md}.
 *
 * @param places from 0, rising
 * @param samples as {@link SampleRecords} encodes them; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
record ThinnedSamples(int[] places, byte[] samples) {
  static final byte ENCODING = 4;

  byte[] encode() {
    byte[] runs = Zstd.compress(runs());
    ByteArrayOutputStream out = new ByteArrayOutputStream(runs.length + samples.length + 8);
    out.write(ENCODING);
    Varint.write(out, runs.length);
    out.writeBytes(runs);
    out.writeBytes(samples);
    return out.toByteArray();
  }

  /** How many are left out, then how many stay, and so on. */
  private byte[] runs() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Varint.write(out, places.length);
    int next = 0;
    for (int from = 0; from < places.length; ) {
      int to = from + 1;
      while (to < places.length && places[to] == places[to - 1] + 1) {
        to++;
      }
      Varint.write(out, places[from] - next);
      Varint.write(out, to - from);
      next = places[to - 1] + 1;
      from = to;
    }
    return out.toByteArray();
  }

  /**
   * @throws OrillaException INVALID_FORMAT when the payload is damaged
   */
  static ThinnedSamples decode(byte[] payload) {
    try {
      ByteBuffer in = ByteBuffer.wrap(payload, 1, payload.length - 1);
      long length = Varint.read(in);
      if (length < 0 || length > in.remaining()) {
        throw damaged();
      }
      byte[] runs = new byte[(int) length];
      in.get(runs);
      byte[] samples = Arrays.copyOfRange(payload, in.position(), payload.length);
      return new ThinnedSamples(
          places(ByteBuffer.wrap(Zstd.decompress(runs, 0, Block.MAX_PAYLOAD))), samples);
    } catch (BufferUnderflowException e) {
      throw damaged();
    }
  }

  private static int[] places(ByteBuffer runs) {
    long count = Varint.read(runs);
    if (count < 1 || count > Block.MAX_PAYLOAD) {
      throw damaged();
    }
    int[] places = new int[(int) count];
    long next = 0;
    for (int at = 0; at < count; ) {
      next += Varint.read(runs);
      long length = Varint.read(runs);
      if (length < 1 || length > count - at || next < 0 || next + length > Integer.MAX_VALUE) {
        throw damaged();
      }
      for (long end = next + length; next < end; next++) {
        places[at++] = (int) next;
      }
    }
    return places;
  }

  private static OrillaException damaged() {
    return new OrillaException(
        ErrorCode.INVALID_FORMAT, "a block of thinned samples does not say which ones it holds");
  }
}
