package io.orilla.model.journal;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The payload of the signals lane. Encoding 1: a dictionary of the block's signals, then each
 * sample in arrival order. A byte in front names the encoding, so that denser ones can follow.
 */
public final class SampleRecords {
  private static final int ROWS = 1;

  private SampleRecords() {}

  public static byte[] encode(List<Sample> samples) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + samples.size() * 32);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Map<SignalName, Integer> dictionary = new LinkedHashMap<>();
      samples.forEach(sample -> dictionary.putIfAbsent(sample.signal(), dictionary.size()));
      out.writeByte(ROWS);
      out.writeShort(dictionary.size());
      for (SignalName signal : dictionary.keySet()) {
        out.writeUTF(signal.text());
      }
      for (Sample sample : samples) {
        out.writeShort(dictionary.getOrDefault(sample.signal(), 0));
        out.writeLong(sample.sourceTime());
        out.writeLong(sample.arrivalTime());
        out.writeInt((int) sample.statusCode());
        writeValue(out, sample.value());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  public static List<Sample> decode(byte[] payload) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      int encoding = in.readByte();
      if (encoding != ROWS) {
        throw new OrillaException(
            ErrorCode.INVALID_FORMAT,
            "samples in encoding " + encoding + " are not read by this version; update it");
      }
      SignalName[] dictionary = new SignalName[in.readUnsignedShort()];
      for (int i = 0; i < dictionary.length; i++) {
        dictionary[i] = new SignalName(in.readUTF());
      }
      List<Sample> samples = new ArrayList<>();
      while (in.available() > 0) {
        SignalName signal = dictionary[in.readUnsignedShort()];
        long sourceTime = in.readLong();
        long arrivalTime = in.readLong();
        long statusCode = in.readInt() & 0xFFFF_FFFFL;
        samples.add(new Sample(signal, sourceTime, arrivalTime, readValue(in), statusCode));
      }
      return samples;
    } catch (IOException | ArrayIndexOutOfBoundsException e) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "the samples of the block are cut short or damaged", e);
    }
  }

  private static void writeValue(DataOutputStream out, Value value) throws IOException {
    switch (value) {
      case Value.DoubleValue(double number) -> {
        out.writeByte('d');
        out.writeDouble(number);
      }
      case Value.LongValue(long number) -> {
        out.writeByte('l');
        out.writeLong(number);
      }
      case Value.BooleanValue(boolean set) -> out.writeByte(set ? 'T' : 'F');
      case Value.TextValue(String text) ->
          writeBytes(out, 's', text.getBytes(StandardCharsets.UTF_8));
      case Value.BytesValue(byte[] raw) -> writeBytes(out, 'b', raw);
    }
  }

  private static void writeBytes(DataOutputStream out, char type, byte[] bytes) throws IOException {
    out.writeByte(type);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static Value readValue(DataInputStream in) throws IOException {
    int type = in.readByte();
    return switch (type) {
      case 'd' -> new Value.DoubleValue(in.readDouble());
      case 'l' -> new Value.LongValue(in.readLong());
      case 'T' -> new Value.BooleanValue(true);
      case 'F' -> new Value.BooleanValue(false);
      case 's' -> new Value.TextValue(new String(readBytes(in), StandardCharsets.UTF_8));
      case 'b' -> new Value.BytesValue(readBytes(in));
      default ->
          throw new OrillaException(ErrorCode.INVALID_FORMAT, "no value type has the code " + type);
    };
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "a value of " + length + " bytes is longer than its block");
    }
    return in.readNBytes(length);
  }
}
