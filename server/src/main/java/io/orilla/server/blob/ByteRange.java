package io.orilla.server.blob;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants of some bytes, by its {@code Range} header (RFC 9110, 14): one range of
 * bytes; several at once, other units and nonsense are answered with the whole, as is allowed.
 */
sealed interface ByteRange {
  /** All of it. */
  record Whole() implements ByteRange {}

  /** Both ends included. */
  record Part(long first, long last) implements ByteRange {}

  /** Nothing that is there. */
  record Outside() implements ByteRange {}

  Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /**
   * @param size of the whole
   */
  static ByteRange of(@Nullable String header, long size) {
    Matcher range = ONE.matcher(header == null ? "" : header);
    if (!range.matches() || size == 0) {
      return new Whole();
    }
    String first = range.group(1);
    String last = range.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), size);
    }
    return from(
        Long.parseLong(first), last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last), size);
  }

  private static ByteRange from(long first, long last, long size) {
    if (last < first) {
      return new Whole();
    }
    return first < size ? new Part(first, Math.min(last, size - 1)) : new Outside();
  }

  /** The last so many bytes. */
  private static ByteRange suffix(long count, long size) {
    return count == 0 ? new Outside() : new Part(Math.max(0, size - count), size - 1);
  }
}
