package io.orilla.inference.rest;

import io.netty.buffer.ByteBuf;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The body of one request after another, as it comes: JSON on the heap, what is behind it in direct
 * memory. Not thread-safe.
 */
final class Body {
  private static final int FIRST = 1 << 10;

  /** What is kept from one request to the next. */
  private static final int KEPT = 1 << 20;

  private final int most;
  private byte[] json = new byte[FIRST];
  private int jsonLength;
  private int jsonLimit;
  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

  /**
   * @param most bytes of a body
   */
  Body(int most) {
    this.most = most;
  }

  /**
   * Begins with another one.
   *
   * @param jsonLimit bytes of it that are JSON; what comes then are bytes
   * @param length of all, as announced; 0 when it was not
   */
  void begin(int jsonLimit, long length) {
    if (length > most) {
      throw tooLarge();
    }
    this.jsonLimit = jsonLimit;
    jsonLength = 0;
    json = json.length > KEPT ? new byte[FIRST] : json;
    int rest = (int) Math.max(0, length - jsonLimit);
    bytes =
        rest > bytes.capacity() || bytes.capacity() > KEPT
            ? ByteBuffer.allocateDirect(rest)
            : bytes;
    bytes.clear();
  }

  private OrillaException tooLarge() {
    return new OrillaException(
        ErrorCode.CONTENT_TOO_LARGE,
        "the request has more than the %d bytes that are taken".formatted(most));
  }

  void add(ByteBuf content) {
    if ((long) jsonLength + bytes.position() + content.readableBytes() > most) {
      throw tooLarge();
    }
    int toJson = Math.min(content.readableBytes(), jsonLimit - jsonLength);
    if (toJson > 0) {
      if (jsonLength + toJson > json.length) {
        json = Arrays.copyOf(json, Math.max(json.length * 2, jsonLength + toJson));
      }
      content.readBytes(json, jsonLength, toJson);
      jsonLength += toJson;
    }
    int rest = content.readableBytes();
    if (rest > 0) {
      if (rest > bytes.remaining()) {
        int capacity = Math.max(bytes.capacity() * 2, bytes.position() + rest);
        bytes = ByteBuffer.allocateDirect(capacity).put(bytes.flip());
      }
      bytes.limit(bytes.position() + rest);
      content.readBytes(bytes);
      bytes.limit(bytes.capacity());
    }
  }

  byte[] json() {
    return json;
  }

  int jsonLength() {
    return jsonLength;
  }

  /** What came behind the JSON. */
  ByteBuffer bytes() {
    return bytes.duplicate().flip();
  }
}
