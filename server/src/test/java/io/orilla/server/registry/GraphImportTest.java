package io.orilla.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.SignedState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.server.TestNode;
import io.orilla.server.TestServer;
import io.orilla.server.TestServer.Answer;
import io.orilla.server.document.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A graph that comes from elsewhere, on its way to the node that is to serve it. */
final class GraphImportTest {
  private static final String ASSET = "riva/hall1/press/p1";
  private static final byte[] GRAPH = "a graph".getBytes(StandardCharsets.UTF_8);

  /** More than any other request may have. */
  private static final byte[] WEIGHTS = new byte[17 << 20];

  @TempDir Path home;
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(home);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private Answer send(Map<String, byte[]> files) throws IOException {
    return server.send(
        server
            .request("/api/v1/models/vision/graphs?summary=sees&asset=" + ASSET)
            .POST(BodyPublishers.ofByteArray(zip(files))));
  }

  @Test
  void theSameGraphIsTheSameVersion() throws Exception {
    Map<String, byte[]> files = Map.of("vision.onnx", GRAPH, "weights.bin", WEIGHTS);
    Answer first = send(files);
    assertThat(first.json().path("version").asInt()).isEqualTo(1);
    assertThat(send(files).body()).isEqualTo(first.body());
    assertThat(send(Map.of("vision.onnx", GRAPH)).json().path("version").asInt()).isEqualTo(2);
    JsonNode version = server.get("/api/v1/models/vision").json().at("/versions/1");
    assertThat(version.at("/card/summary").asText()).isEqualTo("sees");
    assertThat(version.has("signature")).isFalse();
  }

  @Test
  void whatIsNoGraphIsRefused() throws Exception {
    assertThat(send(Map.of("weights.bin", GRAPH)).message())
        .isEqualTo(
            "the archive is to hold one file *.onnx, and those of its external data; it holds [weights.bin]");
    assertThat(send(Map.of("../vision.onnx", GRAPH)).message())
        .contains("'../vision.onnx' is no name of a model's file");
    assertThat(server.post("/api/v1/models/vision/graphs", "").message())
        .isEqualTo("asset is missing: what is it about?");
  }

  /**
   * The node that is named runs it, whatever signals it reads; its blobs are that node's to have.
   */
  @Test
  void aServiceGoesToTheNodeThatItNames() throws Exception {
    TestNode node = new TestNode(server.token("{}"), "hall-1");
    node.enrol();
    Digest bundle = new Digest(send(Map.of("vision.onnx", GRAPH)).json().path("bundle").asText());
    String text = Texts.workload("vision", ASSET, "parts", "vision", 1);
    assertThat(server.apply(text.replace("1}}", "1}, role: champion, node: hall-1}")).message())
        .contains("node is for the role service");
    String service = text.replace("1}}", "1}, role: service, node: hall-1}");
    assertThat(server.apply(service).body()).contains("\"outcome\":\"created\"");
    await().until(() -> state(node).workloads().size() == 1);
    DesiredState.Workload workload = state(node).workloads().getFirst();
    assertThat(workload.name()).isEqualTo(new ObjectName("vision"));
    assertThat(workload.role()).isEqualTo(Role.SERVICE);
    assertThat(workload.bundle()).isEqualTo(bundle);
    assertThat(node.get("/node/v1/blobs/" + Digest.of(GRAPH)).body()).isEqualTo("a graph");
  }

  @Test
  void aGraphThatIsOnlyAskedDecidesNoWindows() throws Exception {
    send(Map.of("vision.onnx", GRAPH));
    String source = Texts.source("plc", "hall-1", ASSET, "pressure");
    String text = Texts.workload("vision", ASSET, "parts", "vision", 1);
    assertThat(server.apply(Texts.together(source, text)).message())
        .contains("the model 'vision' only answers who asks: give the workload the role service");
  }

  private static DesiredState state(TestNode node) {
    SignedState signed = Json.read(node.get("/node/v1/desired").body(), SignedState.class);
    return Json.read(signed.payload(), DesiredState.class);
  }
}
