package io.orilla.demo.plant;

import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.signal.AssetName;
import java.util.Arrays;
import java.util.List;

/** The machines, served over OPC UA. Closing ends everything. */
final class Plant implements AutoCloseable {
  private final List<Recording> recordings;
  private final HandOver handOver;
  private final Player player;
  private OpcUaSimulator server;

  private Plant(List<Recording> recordings, OpcUaSimulator server, Pace pace, HandOver handOver) {
    this.recordings = recordings;
    this.server = server;
    this.handOver = handOver;
    this.player = new Player(recordings, this::serve, pace);
  }

  static Plant start(List<Recording> recordings, int port, Pace pace, HandOver handOver) {
    OpcUaSimulator server = OpcUaSimulator.start(port, PlantLayout.nodes(), handOver);
    Plant plant = new Plant(recordings, server, pace, handOver);
    plant.player.start();
    return plant;
  }

  private synchronized void serve(List<ServedValue> values) {
    server.serve(values);
  }

  /** Ends the server under its clients' feet and starts another one in its place. */
  synchronized void restart() {
    server.close();
    server = OpcUaSimulator.start(server.port(), PlantLayout.nodes(), handOver);
  }

  synchronized String endpoint() {
    return server.endpoint();
  }

  void pace(Pace pace) {
    player.pace(pace);
  }

  synchronized PlantStatus status() {
    int served = player.served();
    List<PlantStatus.Asset> assets =
        recordings.stream().map(recording -> status(recording, served)).toList();
    boolean finished = assets.stream().allMatch(PlantStatus.Asset::finished);
    return new PlantStatus(assets, finished, server.subscribers(), player.pace());
  }

  private PlantStatus.Asset status(Recording recording, int served) {
    int rows = recording.rows().size();
    return new PlantStatus.Asset(
        recording.asset(),
        Math.min(served, rows),
        rows,
        served >= rows,
        server.monitored(nodes(recording.asset())));
  }

  private static List<String> nodes(AssetName asset) {
    return Arrays.stream(PlantSignal.values()).map(s -> PlantLayout.node(asset, s)).toList();
  }

  /** What was really so, of all assets, served or not yet. */
  LabelSetSpec labels() {
    return new LabelSetSpec(
        recordings.stream().map(Recording::covered).toList(),
        recordings.stream().flatMap(recording -> recording.labels().stream()).toList());
  }

  @Override
  public synchronized void close() {
    player.close();
    server.close();
  }
}
