package io.orilla.connector.sparkplug;

import com.google.protobuf.CodedInputStream;
import io.orilla.model.signal.Value;
import io.orilla.model.signal.Value.BooleanValue;
import io.orilla.model.signal.Value.BytesValue;
import io.orilla.model.signal.Value.DoubleValue;
import io.orilla.model.signal.Value.LongValue;
import io.orilla.model.signal.Value.TextValue;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A metric of a payload (Sparkplug 3.0.0, 6.4.6), as it stands there.
 *
 * @param name empty where an alias stands for it
 * @param timestamp ms UTC
 * @param type absent where the birth said it
 * @param held what the value's field held, absent where there is no value
 */
record Metric(
    String name,
    OptionalLong alias,
    OptionalLong timestamp,
    OptionalLong type,
    Optional<Value> held) {
  private static final int INT8 = 1;
  private static final int INT16 = 2;
  private static final int INT32 = 3;
  private static final int UINT64 = 8;

  static Metric read(CodedInputStream in) throws IOException {
    String name = "";
    OptionalLong alias = OptionalLong.empty();
    OptionalLong timestamp = OptionalLong.empty();
    OptionalLong type = OptionalLong.empty();
    Optional<Value> held = Optional.empty();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case 1 -> name = in.readString();
        case 2 -> alias = OptionalLong.of(in.readUInt64());
        case 3 -> timestamp = OptionalLong.of(in.readUInt64());
        case 4 -> type = OptionalLong.of(in.readUInt32());
        case 10 -> held = Optional.of(new LongValue(Integer.toUnsignedLong(in.readUInt32())));
        case 11 -> held = Optional.of(new LongValue(in.readUInt64()));
        case 12 -> held = Optional.of(new DoubleValue(in.readFloat()));
        case 13 -> held = Optional.of(new DoubleValue(in.readDouble()));
        case 14 -> held = Optional.of(new BooleanValue(in.readBool()));
        case 15 -> held = Optional.of(new TextValue(in.readString()));
        case 16, 17, 18, 19 -> held = Optional.of(new BytesValue(in.readByteArray()));
        default -> in.skipField(tag);
      }
    }
    return new Metric(name, alias, timestamp, type, held);
  }

  /**
   * Its value; none where the payload says so.
   *
   * @param declared its type as the birth said it
   */
  Optional<Value> value(long declared) {
    return held.map(
        value ->
            value instanceof LongValue(long number)
                ? whole(number, (int) type.orElse(declared))
                : value);
  }

  /** Small signed numbers come as the unsigned ones of the same bits. */
  private static Value whole(long number, int type) {
    return switch (type) {
      case INT8 -> new LongValue((byte) number);
      case INT16 -> new LongValue((short) number);
      case INT32 -> new LongValue((int) number);
      case UINT64 ->
          number >= 0 ? new LongValue(number) : new TextValue(Long.toUnsignedString(number));
      default -> new LongValue(number);
    };
  }
}
