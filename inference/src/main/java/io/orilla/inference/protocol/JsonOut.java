package io.orilla.inference.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** JSON written piece by piece into a buffer. */
final class JsonOut {
  private final ByteBuf out;

  JsonOut(ByteBuf out) {
    this.out = out;
  }

  /** Text that is JSON already. */
  JsonOut raw(String ascii) {
    out.writeCharSequence(ascii, StandardCharsets.US_ASCII);
    return this;
  }

  JsonOut raw(char ascii) {
    out.writeByte(ascii);
    return this;
  }

  JsonOut string(String text) {
    out.writeByte('"');
    if (isPlain(text)) {
      out.writeCharSequence(text, StandardCharsets.US_ASCII);
    } else {
      out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
    }
    out.writeByte('"');
    return this;
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
    if (value >= 0 && value < 10) {
      out.writeByte('0' + (int) value);
      return this;
    }
    return raw(Long.toString(value));
  }

  /** The shortest text that reads back as the same bits. */
  JsonOut real(float value) {
    return Float.isFinite(value) ? raw(Float.toString(value)) : special(value);
  }

  JsonOut real(double value) {
    return Double.isFinite(value) ? raw(Double.toString(value)) : special(value);
  }

  private JsonOut special(double value) {
    return string(Double.toString(value));
  }
}
