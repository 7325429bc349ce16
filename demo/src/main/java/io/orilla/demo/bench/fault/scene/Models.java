package io.orilla.demo.bench.fault.scene;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.demo.bench.model.MeanGraph;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.AssetName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Brings models into the repository that no study made: their blobs by the server's store, the
 * version by MLflow's API.
 */
public final class Models {
  private final OrillaClient client;
  private final BlobStore blobs;
  private final HttpClient http = HttpClient.newHttpClient();
  private int made;

  /**
   * @param server its home
   */
  Models(OrillaClient client, Path server) {
    this.client = client;
    this.blobs = new BlobStore(server.resolve("blobs"));
  }

  /** The bundle of a version. */
  public Digest bundle(AssetName asset, int version) {
    for (JsonNode one : client.get("models/" + model(asset)).path("versions")) {
      if (one.path("version").asInt() == version) {
        return new Digest(one.path("bundle").asText());
      }
    }
    throw new IllegalStateException("there is no version " + version + " of " + model(asset));
  }

  /** A model that does harm, in a sound one's place. */
  public int harmful(AssetName asset, int sound, Harm harm) {
    ModelConfig config = ModelBundle.read(blobs, bundle(asset, sound)).config();
    return version(asset, ModelBundle.write(blobs, another(config), harm.graph(config)));
  }

  /** A model that is no graph. */
  public int impossible(AssetName asset, int sound) {
    ModelConfig config = ModelBundle.read(blobs, bundle(asset, sound)).config();
    byte[] graph = "no graph".getBytes(StandardCharsets.UTF_8);
    return version(asset, ModelBundle.write(blobs, another(config), graph));
  }

  /** The same model once more, as one that no node has seen yet. */
  public int fresh(AssetName asset, int sound) {
    ModelBundle bundle = ModelBundle.read(blobs, bundle(asset, sound));
    return version(
        asset, ModelBundle.write(blobs, another(bundle.config()), blobs.read(bundle.graph())));
  }

  /** As {@link #fresh}, in a file of some megabytes. */
  public int large(AssetName asset, int sound, byte[] ballast) {
    ModelBundle bundle = ModelBundle.read(blobs, bundle(asset, sound));
    byte[] graph = MeanGraph.with(blobs.read(bundle.graph()), ballast);
    return version(asset, ModelBundle.write(blobs, another(bundle.config()), graph));
  }

  private ModelConfig another(ModelConfig config) {
    ModelCard card = config.card();
    return config.withCard(
        new ModelCard(
            card.summary(),
            card.algorithm(),
            card.metrics(),
            "made by the fault bench: " + ++made));
  }

  private int version(AssetName asset, ModelBundle bundle) {
    Map<String, String> request =
        Map.of("name", model(asset).text(), "source", bundle.digest().text());
    URI address = client.server().resolve("/api/2.0/mlflow/model-versions/create");
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(address)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(Json.text(request)))
                  .build(),
              BodyHandlers.ofByteArray());
      JsonNode body = Json.read(answer.body(), JsonNode.class);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("no version was made of " + bundle.digest() + ": " + body);
      }
      return body.path("model_version").path("version").asInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while registering a model", e);
    }
  }

  static ObjectName model(AssetName asset) {
    return new ObjectName("anomaly-" + asset.shortName());
  }
}
