package io.orilla.connector.opcua;

import io.orilla.connector.peer.Addresses;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.Deadline;
import io.orilla.model.connector.WriteOutcome;
import io.orilla.model.connector.Writer;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.jspecify.annotations.Nullable;

/** Writes variables (OPC 10000-4, 5.11.4), each in the type that its value has now. */
final class OpcUaWriter implements Writer {
  private static final double FROM_THE_DEVICE = 0;

  private final Map<String, NodeId> nodes;
  private final Closing closing = new Closing();
  private final Login login;
  private @Nullable OpcUaClient client;

  OpcUaWriter(OpcUaSettings settings, List<OutputSpec.Write> writes, InstantSource clock) {
    this.nodes = Addresses.ofOutput(writes, OpcUaSource::node);
    this.login = new Login(settings, "to opcua " + settings.endpoint(), closing, clock);
  }

  @Override
  public Optional<Value> read(String address, Duration within) {
    return Optional.of(ValueReader.read(current(address, Deadline.in(within))));
  }

  private Variant current(String address, Deadline deadline) {
    try {
      DataValue found =
          closing
              .await(
                  connected(deadline)
                      .readValuesAsync(
                          FROM_THE_DEVICE, TimestampsToReturn.Neither, List.of(node(address))),
                  deadline.left(),
                  "reading " + address)
              .getFirst();
      if (found.getStatusCode().isBad()) {
        throw Closing.unavailable("reading " + address + " is answered with " + found.statusCode());
      }
      return found.getValue();
    } catch (OrillaException e) {
      disconnect();
      throw e;
    }
  }

  @Override
  public WriteOutcome write(String address, Value value, Duration within) {
    Deadline deadline = Deadline.in(within);
    Variant variant;
    OpcUaClient open;
    try {
      variant = VariantWriter.like(current(address, deadline), value);
      open = connected(deadline);
    } catch (OrillaException e) {
      return new WriteOutcome.NotDone(e.text());
    }
    try {
      StatusCode status =
          closing
              .await(
                  open.writeValuesAsync(
                      List.of(node(address)), List.of(DataValue.valueOnly(variant))),
                  deadline.left(),
                  "writing " + address)
              .getFirst();
      return outcome(status, ValueReader.read(variant));
    } catch (OrillaException e) {
      disconnect();
      return new WriteOutcome.Unknown(ValueReader.read(variant), e.text());
    }
  }

  /** A server may answer before its controller does, or instead of it (OPC 10000-4, 7.39.2). */
  private static WriteOutcome outcome(StatusCode status, Value written) {
    String said = "the server answers " + status;
    long code = status.value();
    if (code == StatusCodes.Good_CompletesAsynchronously
        || code == StatusCodes.Bad_Timeout
        || code == StatusCodes.Bad_NoCommunication
        || code == StatusCodes.Bad_CommunicationError
        || code == StatusCodes.Bad_UnexpectedError) {
      return new WriteOutcome.Unknown(written, said);
    }
    return status.isBad() ? new WriteOutcome.NotDone(said) : new WriteOutcome.Done(written);
  }

  private NodeId node(String address) {
    return Objects.requireNonNull(nodes.get(address), address);
  }

  private OpcUaClient connected(Deadline deadline) {
    if (client == null) {
      client = login.connect(deadline);
    }
    return client;
  }

  private void disconnect() {
    OpcUaClient open = client;
    client = null;
    if (open != null) {
      login.leave(open);
    }
  }

  @Override
  public void close() {
    closing.close();
    disconnect();
    login.close();
  }
}
