package io.orilla.connector.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.orilla.connector.peer.Closing;
import io.orilla.model.connector.SampleListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MonitoringMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateResult;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoringParameters;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitored items of a subscription (OPC 10000-4, 5.13.2). A signal that the server refuses is
 * told to the listener and asked for again from time to time, as servers answer before their
 * controllers do; the others are read meanwhile. Used by one thread.
 */
final class MonitoredItems {
  private static final Logger log = LoggerFactory.getLogger(MonitoredItems.class);
  private static final int ITEMS_PER_CALL = 500;
  private static final Duration RETRY = Duration.ofSeconds(10);

  /** A value equal to the last one is a sample too: time goes on with it. */
  private static final DataChangeFilter EVERY_VALUE =
      new DataChangeFilter(
          DataChangeTrigger.StatusValueTimestamp, uint(DeadbandType.None.getValue()), 0.0);

  private final OpcUaSource source;
  private final SampleListener listener;
  private final Closing closing;
  private final OpcUaClient client;
  private final UInteger subscription;
  private final Map<Integer, StatusCode> refused = new HashMap<>();
  private long triedAt;

  MonitoredItems(
      OpcUaSource source,
      SampleListener listener,
      Closing closing,
      OpcUaClient client,
      UInteger subscription) {
    this.source = source;
    this.listener = listener;
    this.closing = closing;
    this.client = client;
    this.subscription = subscription;
  }

  void createAll() {
    create(IntStream.range(0, source.signals().size()).boxed().toList());
  }

  /** Asks again for what was refused, when it is time to. */
  void retryRefused() {
    if (!refused.isEmpty() && System.nanoTime() - triedAt > RETRY.toNanos()) {
      create(List.copyOf(refused.keySet()));
    }
  }

  private void create(List<Integer> handles) {
    triedAt = System.nanoTime();
    for (int from = 0; from < handles.size(); from += ITEMS_PER_CALL) {
      createSome(handles.subList(from, Math.min(handles.size(), from + ITEMS_PER_CALL)));
    }
  }

  private void createSome(List<Integer> handles) {
    CreateMonitoredItemsResponse response =
        closing.await(
            client.createMonitoredItemsAsync(
                subscription,
                TimestampsToReturn.Both,
                handles.stream().map(this::request).toList()),
            Closing.PATIENCE,
            "monitoring " + handles.size() + " signals");
    MonitoredItemCreateResult[] results = response.getResults();
    for (int i = 0; results != null && i < results.length; i++) {
      note(handles.get(i), results[i].getStatusCode());
    }
  }

  private void note(int handle, StatusCode status) {
    if (!status.isBad()) {
      refused.remove(handle);
      return;
    }
    if (!status.equals(refused.put(handle, status))) {
      OpcUaSource.Signal signal = source.signals().get(handle);
      String reason = signal.node().toParseableString() + " is refused by the server: " + status;
      log.warn("{}: {}", signal.name(), reason);
      listener.refused(signal.name(), reason);
    }
  }

  private MonitoredItemCreateRequest request(int handle) {
    OpcUaSettings settings = source.settings();
    return new MonitoredItemCreateRequest(
        new ReadValueId(
            source.signals().get(handle).node(),
            AttributeId.Value.uid(),
            null,
            QualifiedName.NULL_VALUE),
        MonitoringMode.Reporting,
        new MonitoringParameters(
            uint(handle),
            settings.samplingInterval().toNanos() / 1e6,
            ExtensionObject.encode(client.getStaticEncodingContext(), EVERY_VALUE),
            uint(settings.queueSize()),
            true));
  }
}
