package io.orilla.demo.bench.connectors;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** The yardstick: Milo's own subscription, which does nothing with what it receives. */
final class BareMilo implements AutoCloseable {
  private static final double INTERVAL_MILLIS = 20;
  private static final int QUEUE = 1000;

  private final OpcUaClient client;
  private final LongAdder received = new LongAdder();

  BareMilo(String endpoint, List<NodeId> nodes) throws UaException {
    this.client = OpcUaClient.create(endpoint);
    client.connect();
    OpcUaSubscription subscription = new OpcUaSubscription(client, INTERVAL_MILLIS);
    subscription.setSubscriptionListener(
        new OpcUaSubscription.SubscriptionListener() {
          @Override
          public void onDataReceived(
              OpcUaSubscription from, List<OpcUaMonitoredItem> items, List<DataValue> values) {
            received.add(values.size());
          }
        });
    subscription.create();
    subscription.addMonitoredItems(nodes.stream().map(BareMilo::item).toList());
    subscription.createMonitoredItems();
  }

  private static OpcUaMonitoredItem item(NodeId node) {
    OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(node);
    item.setSamplingInterval(0);
    item.setQueueSize(uint(QUEUE));
    return item;
  }

  static List<NodeId> nodes(int namespace, int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> new NodeId(namespace, CountingServer.node(index)))
        .toList();
  }

  long received() {
    return received.sum();
  }

  @Override
  public void close() {
    try {
      client.disconnect();
    } catch (UaException e) {
      // Its server may be gone.
    }
  }
}
