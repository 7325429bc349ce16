package io.orilla.connector.opcua;

import io.orilla.model.content.Micros;
import io.orilla.model.signal.Sample;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a server published into samples, in the order of their source times. A server empties
 * one signal's queue after the other, so that after a pause one signal would run far ahead of its
 * neighbours; the order within each signal is the server's.
 */
final class SampleReader {
  /** Microseconds from 1601, where OPC UA's time begins, to 1970. */
  private static final long EPOCH_DISTANCE = 11_644_473_600L * Micros.PER_SECOND;

  private static final int TICKS_PER_MICROSECOND = 10;

  private final List<OpcUaSource.Signal> signals;
  private final InstantSource clock;

  SampleReader(List<OpcUaSource.Signal> signals, InstantSource clock) {
    this.signals = signals;
    this.clock = clock;
  }

  /** A sample with the latest source time of its signal up to it. */
  private record Timed(long reached, Sample sample) {}

  List<Sample> samples(List<MonitoredItemNotification> notifications) {
    long arrival = Micros.of(clock.instant());
    long[] reached = new long[signals.size()];
    List<Timed> samples = new ArrayList<>(notifications.size());
    for (MonitoredItemNotification notification : notifications) {
      int handle = notification.getClientHandle().intValue();
      if (handle >= 0 && handle < reached.length) {
        Sample sample = sample(signals.get(handle), notification.getValue(), arrival);
        reached[handle] = Math.max(reached[handle], sample.sourceTime());
        samples.add(new Timed(reached[handle], sample));
      }
    }
    samples.sort(Comparator.comparingLong(Timed::reached));
    return samples.stream().map(Timed::sample).toList();
  }

  private static Sample sample(OpcUaSource.Signal signal, DataValue value, long arrival) {
    long sourceTime = micros(value.sourceTime(), micros(value.serverTime(), arrival));
    return new Sample(
        signal.name(),
        sourceTime,
        arrival,
        ValueReader.read(value.value()),
        value.statusCode().value());
  }

  private static long micros(@Nullable DateTime time, long otherwise) {
    return time == null || time.isNull()
        ? otherwise
        : time.utcTime() / TICKS_PER_MICROSECOND - EPOCH_DISTANCE;
  }
}
