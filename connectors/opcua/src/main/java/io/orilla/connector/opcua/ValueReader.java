package io.orilla.connector.opcua;

import io.orilla.model.signal.Value;
import java.util.Arrays;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.jspecify.annotations.Nullable;

/**
 * A variant (OPC 10000-6, 5.1.6) as the value it is: floats as double, every integer as long, what
 * has no number as text. An absent value, as bad ones often are, is empty text; an array is the
 * text of its elements.
 */
final class ValueReader {
  private static final Value NOTHING = new Value.TextValue("");

  private ValueReader() {}

  static Value read(Variant variant) {
    return switch (variant.value()) {
      case null -> NOTHING;
      case Double number -> new Value.DoubleValue(number);
      case Float number -> new Value.DoubleValue(number);
      case Boolean set -> new Value.BooleanValue(set);
      case String text -> new Value.TextValue(text);
      case ByteString bytes -> bytes(bytes);
      case ULong number -> unsigned(number);
      case Number number -> new Value.LongValue(number.longValue());
      case StatusCode code -> new Value.LongValue(code.value());
      case DateTime time -> new Value.TextValue(time.toIso8601String());
      case LocalizedText text -> text(text.text());
      case ExtensionObject structure when structure.getBody() instanceof ByteString body ->
          bytes(body);
      case Matrix matrix -> text(Arrays.deepToString(new Object[] {matrix.getElements()}));
      case Object[] array -> text(Arrays.deepToString(array));
      case Object other -> text(other.toString());
    };
  }

  private static Value unsigned(ULong number) {
    long bits = number.longValue();
    return bits >= 0 ? new Value.LongValue(bits) : new Value.TextValue(Long.toUnsignedString(bits));
  }

  private static Value bytes(ByteString string) {
    byte[] bytes = string.bytes();
    return new Value.BytesValue(bytes == null ? new byte[0] : bytes);
  }

  private static Value text(@Nullable String text) {
    return text == null ? NOTHING : new Value.TextValue(text);
  }
}
