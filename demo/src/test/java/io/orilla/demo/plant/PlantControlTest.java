package io.orilla.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.model.content.Json;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlantControlTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private Plant plant;
  private PlantControl control;

  @BeforeEach
  void start() {
    Recording recording =
        new LoopModel(1)
            .recording(PlantLayout.ASSETS.getFirst(), Instant.parse("2026-01-01T00:00:00Z"));
    plant = Plant.start(List.of(recording), 0, Pace.of(0), HandOver.UNNOTICED);
    control = PlantControl.start(plant, 0);
  }

  @AfterEach
  void close() {
    control.close();
    plant.close();
    http.close();
  }

  @Test
  void thePaceMayChangeAtAnyTimeAndHoldsWhereItIsToldTo() throws Exception {
    assertThat(status().assets().getFirst().served()).isZero();
    post("/pace", "{\"rowsPerSecond\": 1000, \"untilRow\": 40}");
    await().until(() -> status().assets().getFirst().served() == 40);
    assertThat(status().finished()).isFalse();
    post("/pace", "{\"rowsPerSecond\": 1000}");
    await().until(() -> status().finished());
    assertThat(status().assets().getFirst().served()).isEqualTo(1_150);
  }

  @Test
  void theLabelsAreALabelSetAsItIsApplied() throws Exception {
    LabelSetSpec labels = Json.read(get("/labels").body(), LabelSetSpec.class);
    assertThat(labels).isEqualTo(plant.labels());
    assertThat(labels.covers()).hasSize(1);
    assertThat(labels.labels()).hasSize(2);
  }

  @Test
  void aWrongRequestIsAProblemWithARemedy() throws Exception {
    HttpResponse<String> refused = post("/pace", "{\"rowsPerSecond\": -1}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Json.read(refused.body(), Problem.class).message())
        .contains("rowsPerSecond -1.0 must lie in [0, 1000.0]");
    Problem unknown = Json.read(get("/speed").body(), Problem.class);
    assertThat(unknown.code()).isEqualTo(ErrorCode.DOES_NOT_EXIST);
    assertThat(unknown.message())
        .contains("there are GET /status, GET /labels, POST /pace and POST /restart");
  }

  private PlantStatus status() throws IOException, InterruptedException {
    return Json.read(get("/status").body(), PlantStatus.class);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(control.address() + path)).build());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(control.address() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
