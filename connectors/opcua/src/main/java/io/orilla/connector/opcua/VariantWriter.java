package io.orilla.connector.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/** A value as a variant (OPC 10000-6, 5.1.6); a server takes none of another type than its own. */
final class VariantWriter {
  private VariantWriter() {}

  /**
   * Whole numbers are rounded to the nearest.
   *
   * @param current what has the wanted type
   * @throws OrillaException INVALID_ARGUMENT when the value cannot be said in that type
   */
  static Variant like(Variant current, Value value) {
    return new Variant(
        switch (current.value()) {
          case null ->
              throw OrillaException.invalid("it has no value yet, so that its type is not known");
          case Boolean _ -> number(value) != 0;
          case Byte _ -> (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
          case Short _ -> (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
          case Integer _ -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
          case Long _ -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
          case UByte _ -> ubyte((int) whole(value, 0, UByte.MAX_VALUE));
          case UShort _ -> ushort((int) whole(value, 0, UShort.MAX_VALUE));
          case UInteger _ -> uint(whole(value, 0, UInteger.MAX_VALUE));
          case ULong _ -> ulong(whole(value, 0, Long.MAX_VALUE));
          case Float _ -> (float) number(value);
          case Double _ -> number(value);
          case String _ -> value.text();
          case Object other ->
              throw OrillaException.invalid(
                  "a value of type " + other.getClass().getSimpleName() + " is not written");
        });
  }

  private static double number(Value value) {
    return value
        .number()
        .orElseThrow(() -> OrillaException.invalid(value.text() + " is no number"));
  }

  private static long whole(Value value, long least, long most) {
    double number = Math.rint(number(value));
    if (!(number >= least && number <= most)) {
      throw OrillaException.invalid(
          "%s does not lie in [%d, %d]".formatted(value.text(), least, most));
    }
    return value instanceof Value.LongValue(long exact) ? exact : (long) number;
  }
}
