package io.orilla.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.orilla.connector.contract.Recorder;
import io.orilla.connector.peer.Address;
import io.orilla.model.content.Micros;
import io.orilla.model.signal.Sample;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final DeadBand BAND = DeadBand.of(Address.parse("", DeadBand.OPTIONS));
  private static final Instant ARRIVAL = Instant.parse("2026-01-01T00:00:00Z");

  private final Recorder recorder = new Recorder();
  private final Delivery delivery =
      new Delivery(
          recorder,
          List.of(
              new OpcUaSource.Signal(Sources.ASSET.signal("a"), new NodeId(2, "a"), BAND),
              new OpcUaSource.Signal(Sources.ASSET.signal("b"), new NodeId(2, "b"), BAND)),
          InstantSource.fixed(ARRIVAL));

  /** Otherwise, after a pause, one signal would pass all others by more than the lateness. */
  @Test
  void signalsThatQueuedUpAreWovenByTheirSourceTimes() {
    delivery.deliver(
        List.of(List.of(value(0, 1), value(0, 2), value(0, 3), value(1, 1)), List.of(value(1, 2))));
    assertThat(told()).containsExactly("a1", "b1", "a2", "b2", "a3");
  }

  @Test
  void theServersOrderWithinASignalIsKept() {
    delivery.deliver(List.of(List.of(value(0, 2), value(0, 1), value(0, 3), value(1, 2))));
    assertThat(told()).containsExactly("a2", "a1", "b2", "a3");
  }

  /** The bit may stand on any value of the queue, also in a later message than the loss. */
  @Test
  void aLossIsToldBeforeTheFirstValueOfEachMessageThatEmptiedTheQueue() {
    delivery.deliver(
        List.of(List.of(value(0, 5), value(1, 5)), List.of(value(0, 6), overflowed(0, 7))));
    assertThat(told()).containsExactly("overflowed a", "a5", "b5", "overflowed a", "a6", "a7");
  }

  @Test
  void anAbsentSourceTimeIsTheServersOrTheArrivals() {
    DateTime server = new DateTime(ARRIVAL.minusSeconds(1));
    delivery.deliver(
        List.of(
            List.of(
                notification(0, new DataValue(Variant.ofDouble(1), StatusCode.GOOD, null, server)),
                notification(1, new DataValue(Variant.ofDouble(1), StatusCode.GOOD, null, null)))));
    assertThat(recorder.samples())
        .extracting(Sample::sourceTime)
        .containsExactly(Micros.of(ARRIVAL.minusSeconds(1)), Micros.of(ARRIVAL));
  }

  private List<String> told() {
    return recorder.everything().stream()
        .map(
            heard ->
                heard instanceof Sample sample
                    ? sample.signal().localName() + sample.sourceTime()
                    : heard.toString())
        .toList();
  }

  private static MonitoredItemNotification value(int handle, long micros) {
    return notification(handle, data(micros, StatusCode.GOOD));
  }

  private static MonitoredItemNotification overflowed(int handle, long micros) {
    return notification(handle, data(micros, StatusCode.GOOD.withOverflow()));
  }

  private static DataValue data(long micros, StatusCode status) {
    DateTime time = new DateTime(Micros.instant(micros));
    return new DataValue(Variant.ofDouble(micros), status, time, time);
  }

  private static MonitoredItemNotification notification(int handle, DataValue value) {
    return new MonitoredItemNotification(uint(handle), value);
  }
}
