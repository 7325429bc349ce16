package io.orilla.connector.opcua;

import io.orilla.model.connector.SampleListener;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;

/**
 * Hands to the listener what a server emptied out of its queues, with its losses first. A server
 * that had to drop values sets the overflow bit on the first one after them (OPC 10000-4,
 * 5.13.1.5), or, as some do, on the newest in the queue. Either way the loss lies before the
 * signal's first value in one of the messages that emptied the queue, so it is told there.
 */
final class Delivery {
  private final SampleListener listener;
  private final List<OpcUaSource.Signal> signals;
  private final SampleReader reader;

  Delivery(SampleListener listener, List<OpcUaSource.Signal> signals, InstantSource clock) {
    this.listener = listener;
    this.signals = signals;
    this.reader = new SampleReader(signals, clock);
  }

  /**
   * @param messages that follow each other, the last one being the one that emptied the queues
   */
  void deliver(List<List<MonitoredItemNotification>> messages) {
    BitSet overflowed = overflowed(messages);
    if (overflowed.isEmpty()) {
      List<MonitoredItemNotification> all = messages.stream().flatMap(List::stream).toList();
      if (!all.isEmpty()) {
        listener.received(reader.samples(all));
      }
      return;
    }
    for (List<MonitoredItemNotification> message : messages) {
      BitSet lossy = handles(message);
      lossy.and(overflowed);
      lossy.stream().forEach(handle -> listener.overflowed(signals.get(handle).name()));
      listener.received(reader.samples(message));
    }
  }

  private BitSet overflowed(List<List<MonitoredItemNotification>> messages) {
    BitSet overflowed = new BitSet();
    for (List<MonitoredItemNotification> message : messages) {
      for (MonitoredItemNotification notification : message) {
        if (notification.getValue().statusCode().isOverflowSet()) {
          overflowed.set(notification.getClientHandle().intValue());
        }
      }
    }
    return overflowed;
  }

  private BitSet handles(List<MonitoredItemNotification> message) {
    BitSet handles = new BitSet();
    message.forEach(notification -> handles.set(notification.getClientHandle().intValue()));
    return handles.get(0, signals.size());
  }
}
