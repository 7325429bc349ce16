package io.orilla.connector.opcua;

import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import java.util.ArrayList;
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

  /** A signal and where the server has it. */
  record Signal(SignalName name, NodeId node) {}

  /**
   * @throws OrillaException INVALID_DOCUMENT when the settings or an address are wrong
   */
  static OpcUaSource of(SourceSpec spec) {
    List<Signal> signals = new ArrayList<>();
    for (SourceSpec.Signal signal : spec.signals()) {
      NodeId node =
          NodeId.parseSafe(signal.address())
              .orElseThrow(() -> noNodeId(signals.size(), signal.address()));
      signals.add(new Signal(signal.name(), node));
    }
    return new OpcUaSource(OpcUaSettings.read(spec.settings()), signals);
  }

  private static OrillaException noNodeId(int index, String address) {
    return new OrillaException(
        ErrorCode.INVALID_DOCUMENT,
        "signals[%d].address: '%s' is no node id; write it as ns=2;s=loop1/pressure"
            .formatted(index, address));
  }
}
