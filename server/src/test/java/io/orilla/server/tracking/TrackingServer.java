package io.orilla.server.tracking;

import io.orilla.model.content.Json;
import io.orilla.server.http.HttpListener;
import io.orilla.server.mlflow.MlflowResource;
import io.orilla.server.store.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The tracking server alone, on a free port, and a client that speaks plain HTTP to it. */
final class TrackingServer implements AutoCloseable {
  private final Database database;
  private final HttpListener listener;
  private final HttpClient client = HttpClient.newHttpClient();
  final RunStore runs;

  TrackingServer(Path folder) {
    database = Database.open(folder.resolve("orilla.db"));
    ExperimentStore experiments = new ExperimentStore(database, Clock.systemUTC());
    runs = new RunStore(database, Clock.systemUTC());
    MlflowResource mlflow =
        new MlflowResource(
            List.of(
                new ExperimentOperations(experiments),
                new RunOperations(runs, RunId::random),
                new LogOperations(runs)));
    listener =
        HttpListener.plain(
            new HttpListener.Address("127.0.0.1", 0, "--port", 16 << 20),
            context -> {},
            List.of(mlflow, new RunResource(experiments, runs)));
  }

  String address() {
    return "http://127.0.0.1:" + listener.port();
  }

  Answer post(String operation, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address() + "/api/2.0/mlflow/" + operation))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address() + path)));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  /** A run to log to. */
  String newRun() throws IOException, InterruptedException {
    return post("runs/create", "{\"experiment_id\": \"0\"}")
        .json()
        .at("/run/info/run_id")
        .textValue();
  }

  record Answer(int status, String body) {
    com.fasterxml.jackson.databind.JsonNode json() {
      return Json.read(body, com.fasterxml.jackson.databind.JsonNode.class);
    }
  }

  @Override
  public void close() {
    client.close();
    listener.close();
    database.close();
  }
}
