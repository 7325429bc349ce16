package io.orilla.connector.sparkplug;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.orilla.model.error.OrillaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Payload B (Sparkplug 3.0.0, 6.4), read from its protobuf bytes.
 *
 * @param timestamp ms UTC
 */
record SparkplugPayload(OptionalLong timestamp, OptionalLong sequence, List<Metric> metrics) {
  private static final int BOOLEAN = 11;
  private static final String REBIRTH = "Node Control/Rebirth";

  SparkplugPayload {
    metrics = List.copyOf(metrics);
  }

  /**
   * @throws OrillaException INVALID_FORMAT when it is none
   */
  static SparkplugPayload read(byte[] bytes) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      OptionalLong timestamp = OptionalLong.empty();
      OptionalLong sequence = OptionalLong.empty();
      List<Metric> metrics = new ArrayList<>();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag >>> 3) {
          case 1 -> timestamp = OptionalLong.of(in.readUInt64());
          case 2 -> metrics.add(Metric.read(in.readBytes().newCodedInput()));
          case 3 -> sequence = OptionalLong.of(in.readUInt64());
          default -> in.skipField(tag);
        }
      }
      return new SparkplugPayload(timestamp, sequence, metrics);
    } catch (IOException e) {
      throw OrillaException.invalid("it is no Sparkplug payload: " + e.getMessage());
    }
  }

  /** What asks an edge node to say all again (6.4.24). */
  static byte[] rebirthRequest(long millis) {
    try {
      ByteArrayOutputStream metric = new ByteArrayOutputStream();
      CodedOutputStream field = CodedOutputStream.newInstance(metric);
      field.writeString(1, REBIRTH);
      field.writeUInt64(3, millis);
      field.writeUInt32(4, BOOLEAN);
      field.writeBool(14, true);
      field.flush();
      ByteArrayOutputStream payload = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(payload);
      out.writeUInt64(1, millis);
      out.writeByteArray(2, metric.toByteArray());
      out.flush();
      return payload.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
