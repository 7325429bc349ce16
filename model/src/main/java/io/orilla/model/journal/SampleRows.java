package io.orilla.model.journal;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Encoding 1: a dictionary of the block's signals, then sample by sample. */
final class SampleRows {
  static final byte ENCODING = 1;
  private static final int FIXED = 8 + 8 + 4 + 1;

  private SampleRows() {}

  static byte[] encode(List<Sample> samples) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + samples.size() * 32);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Map<SignalName, Integer> dictionary = new LinkedHashMap<>();
      samples.forEach(sample -> dictionary.putIfAbsent(sample.signal(), dictionary.size()));
      out.writeByte(ENCODING);
      out.writeShort(dictionary.size());
      for (SignalName signal : dictionary.keySet()) {
        byte[] name = signal.text().getBytes(StandardCharsets.UTF_8);
        out.writeShort(name.length);
        out.write(name);
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

  private static void writeValue(DataOutputStream out, Value value) throws IOException {
    switch (value) {
      case Value.DoubleValue(double number) -> {
        out.writeByte('d');
        out.writeLong(Double.doubleToRawLongBits(number));
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

  static List<Sample> decode(byte[] payload) {
    ByteBuffer in = ByteBuffer.wrap(payload).position(1);
    try {
      SignalName[] dictionary = new SignalName[in.getShort() & 0xFFFF];
      for (int i = 0; i < dictionary.length; i++) {
        byte[] name = new byte[in.getShort() & 0xFFFF];
        in.get(name);
        dictionary[i] = new SignalName(new String(name, StandardCharsets.UTF_8));
      }
      List<Sample> samples = new ArrayList<>();
      while (in.hasRemaining()) {
        samples.add(readSample(in, dictionary));
      }
      return samples;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw damaged(e);
    }
  }

  private static Sample readSample(ByteBuffer in, SignalName[] dictionary) {
    SignalName signal = dictionary[in.getShort() & 0xFFFF];
    long sourceTime = in.getLong();
    long arrivalTime = in.getLong();
    long statusCode = in.getInt() & 0xFFFF_FFFFL;
    return new Sample(signal, sourceTime, arrivalTime, readValue(in), statusCode);
  }

  private static Value readValue(ByteBuffer in) {
    byte type = in.get();
    return switch (type) {
      case 'd' -> new Value.DoubleValue(Double.longBitsToDouble(in.getLong()));
      case 'l' -> new Value.LongValue(in.getLong());
      case 'T' -> new Value.BooleanValue(true);
      case 'F' -> new Value.BooleanValue(false);
      case 's' -> new Value.TextValue(new String(readBytes(in), StandardCharsets.UTF_8));
      case 'b' -> new Value.BytesValue(readBytes(in));
      default -> throw unknownType(type);
    };
  }

  private static byte[] readBytes(ByteBuffer in) {
    byte[] bytes = new byte[checkedLength(in.getInt(), in.remaining())];
    in.get(bytes);
    return bytes;
  }

  /** Adds each sample's canonical bytes: as here, with the signal's name in place of its index. */
  static void link(byte[] rows, int count, Chain.Links links) {
    ByteBuffer in = ByteBuffer.wrap(rows).position(1);
    try {
      int[] names = new int[in.getShort() & 0xFFFF];
      for (int i = 0; i < names.length; i++) {
        names[i] = in.position();
        skip(in, in.getShort() & 0xFFFF);
      }
      for (int made = 0; made < count && in.hasRemaining(); made++) {
        int name = names[in.getShort() & 0xFFFF];
        int fields = in.position();
        skip(in, FIXED);
        skipValue(in, rows[in.position() - 1]);
        links.begin();
        links.add(rows, name, 2 + (in.getShort(name) & 0xFFFF));
        links.add(rows, fields, in.position() - fields);
        links.end();
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  private static void skipValue(ByteBuffer in, byte type) {
    switch (type) {
      case 'd', 'l' -> skip(in, 8);
      case 'T', 'F' -> {}
      case 's', 'b' -> skip(in, checkedLength(in.getInt(), in.remaining()));
      default -> throw unknownType(type);
    }
  }

  private static void skip(ByteBuffer in, int length) {
    in.position(in.position() + length);
  }

  private static int checkedLength(int length, int available) {
    if (length < 0 || length > available) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "a value of " + length + " bytes is longer than its block");
    }
    return length;
  }

  private static OrillaException unknownType(byte type) {
    return new OrillaException(ErrorCode.INVALID_FORMAT, "no value type has the code " + type);
  }

  private static OrillaException damaged(RuntimeException e) {
    return new OrillaException(
        ErrorCode.INVALID_FORMAT, "the samples of the block are cut short or damaged", e);
  }
}
