package io.orilla.model.journal;

import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The payload of the events and predictions lanes: JSON documents, each behind its length. */
public final class JsonRecords {
  private JsonRecords() {}

  public static byte[] encode(List<?> records) {
    List<byte[]> documents = new ArrayList<>(records.size());
    int length = 0;
    for (Object record : records) {
      byte[] document = Json.bytes(record);
      documents.add(document);
      length += 4 + document.length;
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    for (byte[] document : documents) {
      out.putInt(document.length).put(document);
    }
    return out.array();
  }

  public static <T> List<T> decode(byte[] payload, Class<T> type) {
    List<T> records = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(payload);
    try {
      while (in.hasRemaining()) {
        byte[] document = new byte[in.getInt()];
        in.get(document);
        records.add(Json.read(document, type));
      }
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new OrillaException(ErrorCode.INVALID_FORMAT, "a record of the block is cut short", e);
    }
    return records;
  }

  /** Adds each record's canonical bytes: its length and its document. */
  static void link(byte[] payload, int count, Chain.Links links) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    try {
      for (int made = 0; made < count && in.hasRemaining(); made++) {
        int start = in.position();
        int length = in.getInt();
        in.position(in.position() + length);
        links.begin();
        links.add(payload, start, 4 + length);
        links.end();
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new OrillaException(ErrorCode.INVALID_FORMAT, "a record of the block is cut short", e);
    }
  }

  /** The payload without its first {@code count} records. */
  static byte[] after(byte[] payload, int count) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    for (int skipped = 0; skipped < count; skipped++) {
      int length = in.getInt();
      in.position(in.position() + length);
    }
    return Arrays.copyOfRange(payload, in.position(), payload.length);
  }
}
