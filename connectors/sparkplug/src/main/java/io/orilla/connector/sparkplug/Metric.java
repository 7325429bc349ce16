package io.orilla.connector.sparkplug;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import io.orilla.model.signal.Value;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A metric of a payload (Sparkplug 3.0.0, 6.4.6), as it stands there.
 *
 * @param name empty where an alias stands for it
 * @param timestamp ms UTC
 * @param type absent where the birth said it
 * @param raw what the value's field held, absent where there is no value
 */
record Metric(
    String name,
    OptionalLong alias,
    OptionalLong timestamp,
    OptionalLong type,
    Optional<Object> raw) {
  private static final int INT8 = 1;
  private static final int INT16 = 2;
  private static final int INT32 = 3;
  private static final int UINT64 = 8;

  static Metric read(CodedInputStream in) throws IOException {
    String name = "";
    OptionalLong alias = OptionalLong.empty();
    OptionalLong timestamp = OptionalLong.empty();
    OptionalLong type = OptionalLong.empty();
    Optional<Object> raw = Optional.empty();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case 1 -> name = in.readString();
        case 2 -> alias = OptionalLong.of(in.readUInt64());
        case 3 -> timestamp = OptionalLong.of(in.readUInt64());
        case 4 -> type = OptionalLong.of(in.readUInt32());
        case 10 -> raw = Optional.of(Integer.toUnsignedLong(in.readUInt32()));
        case 11 -> raw = Optional.of(in.readUInt64());
        case 12 -> raw = Optional.of((double) in.readFloat());
        case 13 -> raw = Optional.of(in.readDouble());
        case 14 -> raw = Optional.of(in.readBool());
        case 15 -> raw = Optional.of(in.readString());
        case 16, 17, 18, 19 -> raw = Optional.of(in.readBytes());
        default -> in.skipField(tag);
      }
    }
    return new Metric(name, alias, timestamp, type, raw);
  }

  /**
   * Its value; none where the payload says so.
   *
   * @param declared its type as the birth said it
   */
  Optional<Value> value(long declared) {
    return raw.map(
        held ->
            switch (held) {
              case Long number -> whole(number, (int) type.orElse(declared));
              case Double number -> new Value.DoubleValue(number);
              case Boolean set -> new Value.BooleanValue(set);
              case String text -> new Value.TextValue(text);
              case ByteString bytes -> new Value.BytesValue(bytes.toByteArray());
              case Object other -> throw new IllegalStateException(other.toString());
            });
  }

  /** Small signed numbers come as the unsigned ones of the same bits. */
  private static Value whole(long number, int type) {
    return switch (type) {
      case INT8 -> new Value.LongValue((byte) number);
      case INT16 -> new Value.LongValue((short) number);
      case INT32 -> new Value.LongValue((int) number);
      case UINT64 ->
          number >= 0
              ? new Value.LongValue(number)
              : new Value.TextValue(Long.toUnsignedString(number));
      default -> new Value.LongValue(number);
    };
  }
}
