package io.orilla.worker.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.orilla.model.document.TableName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.worker.tracking.KeptRuns.KeptRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrackingClientTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1234), ZoneOffset.UTC);

  private final HttpClient http = HttpClient.newHttpClient();
  private final KeptRuns server;
  private final TrackingClient client;

  TrackingClientTest() throws IOException {
    server = new KeptRuns();
    client = new TrackingClient(server.address() + "/", http, CLOCK);
  }

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  @Test
  void anExperimentIsMadeOnce() {
    String id = client.experiment("tune & more");
    assertThat(client.experiment("tune & more")).isEqualTo(id);
    assertThat(server.experiments()).containsExactly(Map.entry("tune & more", id));
  }

  @Test
  void whatIsLoggedOfARunIsKept() {
    ActiveRun run = client.start(client.experiment("tune"), "t2-1", Map.of("orilla.task", "t-1"));
    run.log(new DatasetInput(new TableName("prepared.water"), 42));
    run.log(new RunLog(Map.of("f1", .8), Map.of("mean", "5"), Map.of("orilla.study", "tune@1")));
    run.finish();

    KeptRun kept = kept(run);
    assertThat(kept.name).isEqualTo("t2-1");
    assertThat(kept.tags)
        .containsEntry("orilla.task", "t-1")
        .containsEntry("orilla.study", "tune@1");
    assertThat(kept.parameters).containsExactly(Map.entry("mean", "5"));
    assertThat(kept.metrics).containsExactly(Map.entry("f1", .8));
    assertThat(kept.status).isEqualTo("FINISHED");
    assertThat(kept.ended).isEqualTo(1234);
    assertThat(kept.inputs.getFirst().at("/dataset/name").asText()).isEqualTo("prepared.water");
    assertThat(kept.inputs.getFirst().at("/dataset/digest").asText()).isEqualTo("42");
    assertThat(kept.inputs.getFirst().at("/dataset/source").asText())
        .isEqualTo("{\"snapshot\":42,\"table\":\"prepared.water\"}");
  }

  @Test
  void aRunThatFailedSaysSo() {
    ActiveRun run = client.start(client.experiment("tune"), "t2-1", Map.of());
    run.fail();
    assertThat(kept(run).status).isEqualTo("FAILED");
  }

  /** One request takes a thousand at most. */
  @Test
  void moreMetricsThanOneRequestTakesAreLogged() {
    ActiveRun run = client.start(client.experiment("tune"), "t2-1", Map.of());
    Map<String, Double> metrics = new TreeMap<>();
    IntStream.range(0, 2_001).forEach(i -> metrics.put("m" + i, (double) i));
    run.log(new RunLog(metrics, Map.of(), Map.of()));
    assertThat(kept(run).metrics).hasSize(2_001);
  }

  @Test
  void aServerThatIsAwayIsUnavailable() {
    server.close();
    assertRefused(() -> client.experiment("tune"), ErrorCode.PEER_UNAVAILABLE)
        .hasMessageContaining("does not answer at " + server.address())
        .hasMessageContaining("is it running?");
  }

  @Test
  void aRefusalSaysWhatTheServerSaid() throws IOException {
    HttpServer other = answering(400, "{\"error_code\":\"INVALID_STATE\",\"message\":\"no\"}");
    assertRefused(() -> clientOf(other).experiment("tune"), ErrorCode.INVALID_ARGUMENT)
        .hasMessageContaining("INVALID_STATE no");
    other.stop(0);
  }

  @Test
  void anAnswerThatIsNotMlflowsIsShown() throws IOException {
    HttpServer other = answering(200, "{\"hello\": 1}");
    assertRefused(() -> clientOf(other).experiment("tune"), ErrorCode.INVALID_FORMAT)
        .hasMessageContaining("no /experiment/experiment_id in {\"hello\":1}");
    other.stop(0);
  }

  @Test
  void aBrokenProxyIsUnavailable() throws IOException {
    HttpServer other = answering(502, "<html>");
    assertRefused(() -> clientOf(other).experiment("tune"), ErrorCode.PEER_UNAVAILABLE)
        .hasMessageContaining("502 <html>");
    other.stop(0);
  }

  private KeptRun kept(ActiveRun run) {
    return server.run(run.id());
  }

  private TrackingClient clientOf(HttpServer other) {
    return new TrackingClient(
        "http://127.0.0.1:" + other.getAddress().getPort(), http, Clock.systemUTC());
  }

  private static HttpServer answering(int status, String body) throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    other.start();
    return other;
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      ThrowingCallable call, ErrorCode code) {
    return assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.throwable(OrillaException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
