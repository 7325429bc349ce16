package io.orilla.connector.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.orilla.connector.peer.Closing;
import io.orilla.model.connector.SampleListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MonitoringMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateResult;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemNotification;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoringParameters;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitored items of a subscription (OPC 10000-4, 5.13.2). A signal that the server refuses is
 * told to the listener and asked for again from time to time, as servers answer before their
 * controllers do, and programs of controllers are changed while they run; the others are read
 * meanwhile. Used by one thread.
 */
final class MonitoredItems {
  private static final Logger log = LoggerFactory.getLogger(MonitoredItems.class);
  private static final int ITEMS_PER_CALL = 500;
  private static final Duration RETRY = Duration.ofSeconds(5);

  private static final String REMEDY =
      "; it knows no such dead band of this signal: a percentage needs a range, any needs a number";

  private static final Set<Long> OF_DEAD_BANDS =
      Set.of(
          StatusCodes.Bad_FilterNotAllowed,
          StatusCodes.Bad_DeadbandFilterInvalid,
          StatusCodes.Bad_MonitoredItemFilterInvalid,
          StatusCodes.Bad_MonitoredItemFilterUnsupported);

  private final OpcUaSource source;
  private final SampleListener listener;
  private final Closing closing;
  private OpcUaClient client;
  private final UInteger subscription;
  private final Map<Integer, StatusCode> refused = new HashMap<>();

  /** What a server calls the items whose nodes went; they stay dead when the nodes come back. */
  private final List<UInteger> dead = new ArrayList<>();

  /** What the server calls each item, by its handle. */
  private final @Nullable UInteger[] ids;

  private long triedAt;

  /** How seldom the server looks at a value, in milliseconds, of those that it looks at least. */
  private double slowest;

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
    this.ids = new UInteger[source.signals().size()];
  }

  /** Goes on with another client, whose subscription it is now. */
  void handOver(OpcUaClient next) {
    client = next;
  }

  void createAll() {
    create(IntStream.range(0, source.signals().size()).boxed().toList());
    double wanted = source.settings().samplingInterval().toNanos() / 1e6;
    if (wanted > 0 && slowest > wanted) {
      log.warn(
          "{} looks at some values every {} ms, not every {} ms as asked for; what changes in between it does not send",
          source.settings().endpoint(),
          slowest,
          wanted);
    }
  }

  /** Asks again for what was refused, when it is time to. */
  void retryRefused() {
    if (!refused.isEmpty() && System.nanoTime() - triedAt > RETRY.toNanos()) {
      create(List.copyOf(refused.keySet()));
    }
  }

  /** Takes in what was delivered of an item: it may say that its node is gone. */
  void delivered(MonitoredItemNotification notification) {
    StatusCode status = notification.getValue().statusCode();
    int handle = notification.getClientHandle().intValue();
    if (status.value() != StatusCodes.Bad_NodeIdUnknown
        && status.value() != StatusCodes.Bad_NodeIdInvalid) {
      return;
    }
    UInteger id = handle >= 0 && handle < ids.length ? ids[handle] : null;
    if (id != null) {
      dead.add(id);
      ids[handle] = null;
      triedAt = System.nanoTime();
      note(handle, status);
    }
  }

  private void deleteDead() {
    if (!dead.isEmpty()) {
      closing.await(
          client.deleteMonitoredItemsAsync(subscription, List.copyOf(dead)),
          Closing.PATIENCE,
          "letting go of " + dead.size() + " signals");
      dead.clear();
    }
  }

  private void create(List<Integer> handles) {
    triedAt = System.nanoTime();
    deleteDead();
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
      StatusCode status = results[i].getStatusCode();
      slowest = Math.max(slowest, results[i].getRevisedSamplingInterval());
      ids[handles.get(i)] = status.isBad() ? null : results[i].getMonitoredItemId();
      note(handles.get(i), status);
    }
  }

  private void note(int handle, StatusCode status) {
    if (!status.isBad()) {
      refused.remove(handle);
      return;
    }
    if (!status.equals(refused.put(handle, status))) {
      OpcUaSource.Signal signal = source.signals().get(handle);
      String reason =
          signal.node().toParseableString()
              + " is refused by the server: "
              + status
              + (OF_DEAD_BANDS.contains(status.value()) ? REMEDY : "");
      log.warn("{}: {}", signal.name(), reason);
      listener.refused(signal.name(), reason);
    }
  }

  private MonitoredItemCreateRequest request(int handle) {
    OpcUaSettings settings = source.settings();
    OpcUaSource.Signal signal = source.signals().get(handle);
    return new MonitoredItemCreateRequest(
        new ReadValueId(signal.node(), AttributeId.Value.uid(), null, QualifiedName.NULL_VALUE),
        MonitoringMode.Reporting,
        new MonitoringParameters(
            uint(handle),
            settings.samplingInterval().toNanos() / 1e6,
            ExtensionObject.encode(client.getStaticEncodingContext(), signal.band().filter()),
            uint(settings.queueSize()),
            true));
  }
}
