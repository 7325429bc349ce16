package io.orilla.node.testbed;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client of the Open Inference Protocol that asks a node, most of all its model 'loop'. */
public final class InferenceClient implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final String address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public InferenceClient(String address) {
    this.address = address;
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + "/" + path)).timeout(LONG);
  }

  public <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
      throws IOException, InterruptedException {
    return client.send(request.build(), body);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET(), BodyHandlers.ofString());
  }

  public HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path).POST(HttpRequest.BodyPublishers.ofString(json)), BodyHandlers.ofString());
  }

  /** Asks for the score of one window. */
  public HttpResponse<String> infer() throws IOException, InterruptedException {
    return post(
        "v2/models/loop/infer",
        """
        {"inputs":[{"name":"window","shape":[1,1,2],"datatype":"FP32","data":[1,3]},
                   {"name":"mask","shape":[1,1,2],"datatype":"BOOL","data":[true,true]}]}\
        """);
  }

  public static double score(HttpResponse<String> answer) {
    return Json.read(answer.body(), JsonNode.class).at("/outputs/0/data/0").asDouble();
  }

  public void awaitScore(double score) {
    await("the model scores " + score)
        .ignoreExceptions()
        .until(() -> Math.abs(score(infer()) - score) < 1e-6);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
