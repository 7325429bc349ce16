package io.orilla.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FileDisk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node's home as another process sees it, that changes nothing there. */
final class HomeView {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Path folder;
  private final Documents documents;

  HomeView(Path folder) {
    this.folder = folder;
    try {
      this.documents = new Documents(FileDisk.beside(folder));
    } catch (IOException e) {
      throw new OrillaException(ErrorCode.STORAGE_UNAVAILABLE, "cannot read " + folder, e);
    }
  }

  Documents documents() {
    return documents;
  }

  /** Whether an agent holds the home. */
  boolean isHeld() {
    try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The status that a running agent answers with. */
  Optional<JsonNode> status() {
    return documents
        .read(NodeHome.ADDRESS, JsonNode.class)
        .flatMap(at -> ask(at.path("address").asText() + "/v1/status"));
  }

  /** The last status of an agent that does not run. */
  Optional<JsonNode> lastStatus() {
    return documents.read(LastStatus.NAME, JsonNode.class);
  }

  /**
   * Asks a running agent to do something.
   *
   * @throws OrillaException as it answers, or PEER_UNAVAILABLE when none does
   */
  JsonNode post(String path, Object body) {
    String address =
        documents
            .read(NodeHome.ADDRESS, JsonNode.class)
            .map(at -> at.path("address").asText())
            .orElseThrow(() -> noAgent(null));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + path))
              .timeout(LIMIT)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
              .build();
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        Problem problem = Json.read(response.body(), Problem.class);
        throw new OrillaException(problem.code(), problem.message());
      }
      return Json.read(response.body(), JsonNode.class);
    } catch (IOException e) {
      throw noAgent(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAgent(e);
    }
  }

  private OrillaException noAgent(@Nullable Exception cause) {
    return new OrillaException(ErrorCode.PEER_UNAVAILABLE, "no agent answers in " + folder, cause);
  }

  private static Optional<JsonNode> ask(String address) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build();
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return response.statusCode() == 200
          ? Optional.of(Json.read(response.body(), JsonNode.class))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
