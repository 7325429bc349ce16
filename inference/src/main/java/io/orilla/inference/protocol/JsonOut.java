package io.orilla.inference.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON written piece by piece into memory that is used again. Not thread-safe. */
final class JsonOut {
  private static final int FIRST = 1 << 10;

  /** What is kept from one text to the next. */
  private static final int KEPT = 256 << 10;

  private byte[] bytes = new byte[FIRST];
  private int length;

  void clear() {
    length = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[FIRST];
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private void makeRoom(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  /** Text that is JSON already. */
  JsonOut raw(String ascii) {
    int size = ascii.length();
    makeRoom(size);
    for (int i = 0; i < size; i++) {
      bytes[length + i] = (byte) ascii.charAt(i);
    }
    length += size;
    return this;
  }

  JsonOut raw(byte[] json) {
    makeRoom(json.length);
    System.arraycopy(json, 0, bytes, length, json.length);
    length += json.length;
    return this;
  }

  JsonOut raw(char ascii) {
    makeRoom(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  JsonOut string(String text) {
    raw('"');
    if (isPlain(text)) {
      raw(text);
    } else {
      raw(JsonStringEncoder.getInstance().quoteAsUTF8(text));
    }
    return raw('"');
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter < ' ' || letter > '~' || letter == '"' || letter == '\\') {
        return false;
      }
    }
    return true;
  }

  JsonOut whole(long value) {
    return value >= 0 && value < 10 ? raw((char) ('0' + value)) : raw(Long.toString(value));
  }

  /** The shortest text that reads back as the same bits. */
  JsonOut real(float value) {
    return Float.isFinite(value) ? raw(Float.toString(value)) : string(Float.toString(value));
  }

  JsonOut real(double value) {
    return Double.isFinite(value) ? raw(Double.toString(value)) : string(Double.toString(value));
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
