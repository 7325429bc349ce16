package io.orilla.connector.sparkplug;

import io.orilla.connector.contract.Mosquitto;
import io.orilla.connector.contract.MosquittoContract;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.model.connector.Connector;
import java.time.InstantSource;
import java.util.List;

/** Against mosquitto, and an edge node that speaks by Eclipse Tahu. */
final class SparkplugContractTest extends MosquittoContract {
  @Override
  protected Connector connector(InstantSource clock) {
    return new SparkplugConnector(clock);
  }

  @Override
  protected String address(int index, String signal) {
    return signal.isEmpty() ? "" : "Plant/Line3/Press:" + signal;
  }

  @Override
  protected PlayedPeer publish(Mosquitto broker, List<String> signals) {
    return new TahuEdge(broker, broker.port(), broker.inside(), signals);
  }
}
