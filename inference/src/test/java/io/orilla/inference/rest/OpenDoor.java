package io.orilla.inference.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.inference.serving.Admission;
import io.orilla.inference.serving.Engine;
import io.orilla.inference.serving.FolderModels;
import io.orilla.inference.serving.LivePredictions;
import io.orilla.inference.serving.LoopbackAdmission;
import io.orilla.inference.serving.Scheduler;
import io.orilla.inference.serving.ServingSettings;
import io.orilla.model.content.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A door over graphs in a folder, and a client before it. */
final class OpenDoor implements AutoCloseable {
  /** For {@link Graphs#sumAndDifference}. */
  static final String SUM =
      """
      {"inputs":[{"name":"a","shape":[1,2],"datatype":"FP32","data":[1,2]},
                 {"name":"b","shape":[1,2],"datatype":"FP32","data":[10,20]}]}
      """;

  private static final RestSettings REST = new RestSettings(1 << 20, 16, Duration.ofSeconds(30));

  private final Path folder;
  private final List<Consumer<Object>> followers = new CopyOnWriteArrayList<>();
  private final FolderModels models;
  private final Scheduler scheduler;
  private final RestDoor door;
  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  OpenDoor(Path folder) {
    this(folder, new LoopbackAdmission());
  }

  OpenDoor(Path folder, Admission admission) {
    this(folder, ServingSettings.DEFAULT, admission, Pause.NONE);
  }

  /** With what computes at the hand of the test. */
  OpenDoor(Path folder, ServingSettings serving, Pause pause) {
    this(folder, serving, new LoopbackAdmission(), pause);
  }

  /** With connections that may be silent for no longer than that. */
  OpenDoor(Path folder, Duration idle, Pause pause) {
    this(
        folder,
        new RestSettings(REST.maxBody(), REST.maxConnections(), idle),
        ServingSettings.DEFAULT,
        new LoopbackAdmission(),
        pause);
  }

  private OpenDoor(Path folder, ServingSettings serving, Admission admission, Pause pause) {
    this(folder, REST, serving, admission, pause);
  }

  private OpenDoor(
      Path folder, RestSettings rest, ServingSettings serving, Admission admission, Pause pause) {
    this.folder = folder;
    this.models = new FolderModels(serving);
    this.scheduler = new Scheduler(1, pause::thread, () -> false);
    try {
      ServerSocketChannel socket =
          ServerSocketChannel.open()
              .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      this.port = socket.socket().getLocalPort();
      this.door =
          new RestDoor(
              socket,
              rest,
              new Engine(models, new Followed(), scheduler, "1.0"),
              admission,
              Optional.empty(),
              work -> Thread.ofPlatform().daemon().unstarted(work));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No window is decided here but by {@link #tell}. */
  private final class Followed implements LivePredictions {
    @Override
    public Optional<Object> latest(String model) {
      return Optional.empty();
    }

    @Override
    public Runnable follow(String model, Consumer<Object> listener) {
      followers.add(listener);
      return () -> followers.remove(listener);
    }
  }

  /** Clients that are told of predictions. */
  int followers() {
    return followers.size();
  }

  void tell(Object prediction) {
    followers.forEach(follower -> follower.accept(prediction));
  }

  OpenDoor with(String name, byte[] graph) {
    try {
      models.with(name, Files.write(folder.resolve(name + ".onnx"), graph));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves a graph in its own way. */
  OpenDoor with(String name, byte[] graph, ServingSettings own) {
    try {
      models.with(name, Files.write(folder.resolve(name + ".onnx"), graph), own);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FolderModels models() {
    return models;
  }

  int port() {
    return port;
  }

  /** An answer: its status, its JSON, and the bytes behind it. */
  record Answer(int status, JsonNode json, byte[] bytes) {
    void assertRefused(int expected, String reason) {
      assertThat(json.path("error").asText()).contains(reason);
      assertThat(status).isEqualTo(expected);
    }
  }

  Answer get(String path) throws Exception {
    return send(request(path).GET().build());
  }

  Answer post(String path, String json) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(json)).build());
  }

  Answer infer(String model, String json) throws Exception {
    return post("v2/models/" + model + "/infer", json);
  }

  /** JSON with bytes behind it. */
  Answer infer(String model, String json, byte[] bytes) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] head = json.getBytes(StandardCharsets.UTF_8);
    body.writeBytes(head);
    body.writeBytes(bytes);
    return send(
        request("v2/models/" + model + "/infer")
            .header("Inference-Header-Content-Length", String.valueOf(head.length))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build());
  }

  /** Sends a call on a connection of its own, and does not wait for the answer. */
  SentCall sent(String model, String json) throws IOException {
    return new SentCall(port, model, json);
  }

  /** What Triton calls the statistics of a model. */
  JsonNode counts(String model) throws Exception {
    return get("v2/models/" + model + "/stats").json().at("/model_stats/0");
  }

  /**
   * Until all was taken in that was sent before. One thread reads all there is and begins anew:
   * what was sent is accepted in its first turn then, and read in its second.
   */
  void awaitTakenIn() throws Exception {
    for (int turn = 0; turn < 3; turn++) {
      get("v2/health/live");
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
        .timeout(Duration.ofSeconds(30));
  }

  Answer send(HttpRequest request) throws Exception {
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    byte[] body = answer.body();
    int length =
        answer
            .headers()
            .firstValue("inference-header-content-length")
            .map(Integer::parseInt)
            .orElse(body.length);
    byte[] json = Arrays.copyOf(body, length);
    return new Answer(
        answer.statusCode(),
        Json.read(json, JsonNode.class),
        Arrays.copyOfRange(body, length, body.length));
  }

  @Override
  public void close() {
    client.close();
    door.close();
    scheduler.close();
    models.close();
  }
}
