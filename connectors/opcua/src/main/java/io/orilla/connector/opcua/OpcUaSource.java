package io.orilla.connector.opcua;

import io.orilla.connector.peer.Address;
import io.orilla.connector.peer.Addresses;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * What is read from one server.
 *
 * @param signals a signal's place in this list is its client handle
 */
record OpcUaSource(OpcUaSettings settings, List<Signal> signals) {
  OpcUaSource {
    signals = List.copyOf(signals);
  }

  /** A signal, where the server has it, and by how much it changes. */
  record Signal(SignalName name, NodeId node, DeadBand band) {}

  /**
   * @throws OrillaException INVALID_DOCUMENT when the settings or an address are wrong
   */
  static OpcUaSource of(SourceSpec spec) {
    OpcUaSettings settings = OpcUaSettings.read(spec.settings());
    return new OpcUaSource(settings, Addresses.read(spec.signals(), OpcUaSource::signal));
  }

  private static Signal signal(SourceSpec.Signal declared) {
    Address address = Address.parse(declared.address(), DeadBand.OPTIONS);
    return new Signal(declared.name(), parsed(address.place()), DeadBand.of(address));
  }

  /**
   * The node of an address without options.
   *
   * @throws OrillaException INVALID_ARGUMENT when the address is none
   */
  static NodeId node(String address) {
    return parsed(Address.parse(address, List.of()).place());
  }

  private static NodeId parsed(String place) {
    return NodeId.parseSafe(place)
        .orElseThrow(
            () ->
                OrillaException.invalid(
                    "'%s' is no node id; write it as ns=2;s=loop1/pressure".formatted(place)));
  }
}
