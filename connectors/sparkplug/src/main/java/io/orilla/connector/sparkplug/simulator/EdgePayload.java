package io.orilla.connector.sparkplug.simulator;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Payload B as an edge node writes it (Sparkplug 3.0.0, 6.4).
 *
 * @param metrics longs, doubles and booleans, by their names
 */
record EdgePayload(Map<String, Object> metrics, OptionalInt sequence) {
  private static final int INT64 = 4;
  private static final int DOUBLE = 10;
  private static final int BOOLEAN = 11;

  static EdgePayload of(Map<String, Object> metrics) {
    return new EdgePayload(new LinkedHashMap<>(metrics), OptionalInt.empty());
  }

  /** A birth or death of the node itself: which life it is. */
  static EdgePayload ofNode() {
    return of(Map.of("bdSeq", 0L));
  }

  EdgePayload withSequence(int number) {
    return new EdgePayload(metrics, OptionalInt.of(number));
  }

  byte[] toBytes() {
    long now = System.currentTimeMillis();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeUInt64(1, now);
      for (Map.Entry<String, Object> metric : metrics.entrySet()) {
        out.writeByteArray(2, metric(metric.getKey(), metric.getValue(), now));
      }
      if (sequence.isPresent()) {
        out.writeUInt64(3, sequence.getAsInt());
      }
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] metric(String name, Object value, long now) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeString(1, name);
    out.writeUInt64(3, now);
    switch (value) {
      case Long number -> {
        out.writeUInt32(4, INT64);
        out.writeUInt64(11, number);
      }
      case Boolean set -> {
        out.writeUInt32(4, BOOLEAN);
        out.writeBool(14, set);
      }
      default -> {
        out.writeUInt32(4, DOUBLE);
        out.writeDouble(13, (double) value);
      }
    }
    out.flush();
    return bytes.toByteArray();
  }
}
