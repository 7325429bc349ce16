package io.orilla.connector.opcua.simulator;

import io.orilla.model.content.Micros;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;

/** A variable, its current value and who monitors it. Guarded by its namespace. */
final class ServedNode {
  private final List<DataItem> items = new CopyOnWriteArrayList<>();
  private volatile @Nullable ServedValue current;
  private boolean handed;

  List<DataItem> items() {
    return items;
  }

  @Nullable ServedValue current() {
    return current;
  }

  /** Whether a subscriber was handed the current value. */
  boolean isHanded() {
    return handed;
  }

  void serve(ServedValue value) {
    current = value;
    handed = !items.isEmpty();
    DataValue data = data(value);
    items.forEach(item -> item.setValue(data));
  }

  void serveCurrentTo(DataItem item) {
    if (current != null) {
      handed = true;
      item.setValue(data(current));
    }
  }

  /** What a read of the variable answers. */
  DataValue read() {
    ServedValue value = current;
    return value == null ? new DataValue(StatusCodes.Bad_WaitingForInitialData) : data(value);
  }

  private static DataValue data(ServedValue value) {
    return new DataValue(
        value.value(),
        new StatusCode(value.statusCode()),
        new DateTime(Micros.instant(value.sourceTime())),
        DateTime.now());
  }
}
