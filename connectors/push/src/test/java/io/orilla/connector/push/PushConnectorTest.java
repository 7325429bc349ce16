package io.orilla.connector.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.connector.contract.PeerCertificate;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.peer.FreePort;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Yaml;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PushConnectorTest {
  private static final SignalName SPEED = new AssetName("riva/hall1/line3/press").signal("speed");

  private final Recorder recorder = new Recorder();
  private final List<Connector.Connection> opened = new ArrayList<>();
  private final int port = FreePort.find();
  private HttpClient client = HttpClient.newHttpClient();
  private String address = "http://127.0.0.1:" + port + "/line3";
  @TempDir private Path folder;

  @BeforeEach
  void allow() {
    System.setProperty(NodeFiles.FOLDER, folder.toString());
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Connector.Connection::close);
    client.shutdownNow();
    System.clearProperty(NodeFiles.FOLDER);
  }

  private void open(SampleListener listener, String more) throws IOException {
    SourceSpec source =
        new SourceSpec(
            new ObjectName("hall-1"),
            "push",
            Yaml.mapper().readTree("listen: 127.0.0.1:" + port + "\npath: /line3\n" + more),
            List.of(new SourceSpec.Signal(SPEED, "$.speed?time=$.time", null)));
    opened.add(new PushConnector(InstantSource.system()).open(source, listener));
    await()
        .ignoreExceptionsInstanceOf(CompletionException.class)
        .until(() -> post("[]").statusCode() > 0);
  }

  private HttpRequest.Builder request(String body) {
    return HttpRequest.newBuilder(URI.create(address))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<String> post(String body) throws IOException {
    return send(request(body).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .handle(PushConnectorTest::answer)
        .join();
  }

  private static HttpResponse<String> answer(HttpResponse<String> response, Throwable failure) {
    if (failure != null) {
      throw new UncheckedIOException(new IOException(failure));
    }
    return response;
  }

  @Test
  void whatIsPostedIsJournalledBeforeItIsAnswered() throws IOException {
    open(recorder, "");
    HttpResponse<String> answer =
        post("[{\"speed\": 3, \"time\": 1772344800000}, {\"speed\": 4, \"time\": 1772344801000}]");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"journalled\":2}");
    assertThat(recorder.samples())
        .extracting(Sample::sourceTime)
        .containsExactly(1772344800000000L, 1772344801000000L);
  }

  @Test
  void whatIsWrongIsSaidToWhoPosts() throws IOException {
    open(recorder, "bytes: 1000\n");
    assertThat(post("{").statusCode()).isEqualTo(400);
    HttpResponse<String> worthless = post("{\"sped\": 3}");
    assertThat(worthless.statusCode()).isEqualTo(422);
    assertThat(worthless.body()).contains(SPEED + ": there is nothing at $.speed");
    assertThat(post("[" + "1,".repeat(600) + "1]").statusCode()).isEqualTo(413);
    assertThat(send(request("{}").GET().build()).statusCode()).isEqualTo(405);
    address = address.replace("line3", "line4");
    assertThat(post("{}").statusCode()).isEqualTo(404);
    assertThat(recorder.samples()).isEmpty();
  }

  /** A page in a technician's browser can post text to any address, without asking. */
  @Test
  void aWebPageCannotPost() throws IOException {
    open(recorder, "");
    HttpRequest text = request("{\"speed\": 3}").setHeader("Content-Type", "text/plain").build();
    assertThat(send(text).statusCode()).isEqualTo(400);
    assertThat(recorder.samples()).isEmpty();
  }

  @Test
  void whoPostsTooOftenIsToldToWait() throws IOException {
    open(recorder, "requestsPerSecond: 2\n");
    HttpResponse<String> answer = post("{\"speed\": 1, \"time\": 1}");
    for (int more = 0; more < 20 && answer.statusCode() != 429; more++) {
      answer = post("{\"speed\": 1, \"time\": 1}");
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void whileTheJournalIsSlowFewWaitAndOthersAreToldTo() throws IOException {
    CountDownLatch slow = new CountDownLatch(1);
    open(new SlowListener(recorder, slow), "requestsPerSecond: 1000\n");
    List<CompletableFuture<Integer>> posts = new ArrayList<>();
    for (int index = 0; index < 12; index++) {
      HttpRequest request = request("{\"speed\": 3, \"time\": %d}".formatted(index)).build();
      posts.add(
          client.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode));
    }
    await().until(() -> posts.stream().filter(CompletableFuture::isDone).count() == 4);
    assertThat(posts.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
        .containsOnly(503);
    slow.countDown();
    await().until(() -> posts.stream().allMatch(CompletableFuture::isDone));
    assertThat(posts.stream().map(CompletableFuture::join).filter(status -> status == 200))
        .hasSize(8);
  }

  private record SlowListener(Recorder recorder, CountDownLatch slow) implements SampleListener {
    @Override
    public void received(List<Sample> samples) {
      try {
        slow.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      recorder.received(samples);
    }

    @Override
    public void connected() {}

    @Override
    public void disconnected(String reason) {}

    @Override
    public void overflowed(SignalName signal) {}
  }

  @Test
  void beyondTheMachineItIsByTlsAndToken() throws Exception {
    SourceSpec open =
        new SourceSpec(
            new ObjectName("hall-1"),
            "push",
            Yaml.mapper().readTree("listen: 0.0.0.0:" + port),
            List.of(new SourceSpec.Signal(SPEED, "$.speed", null)));
    assertThatThrownBy(() -> new PushConnector(InstantSource.system()).open(open, recorder))
        .hasMessageContaining(
            "settings.listen: '0.0.0.0:%d' is not for this machine alone".formatted(port));
    PeerCertificate certificate = PeerCertificate.make(folder);
    certificate.credential();
    Files.writeString(folder.resolve("push.token"), "let me in\n");
    client.shutdownNow();
    client =
        HttpClient.newBuilder()
            .sslContext(NodeFiles.trusted("test", "authority.crt").orElseThrow())
            .build();
    address = "https://127.0.0.1:" + port + "/line3";
    open(recorder, "credentialFile: peer.pem\ntokenFile: push.token\n");
    String body = "{\"speed\": 3, \"time\": 1}";
    assertThat(post(body).statusCode()).isEqualTo(401);
    HttpRequest wrong = request(body).header("Authorization", "Bearer let me inn").build();
    assertThat(send(wrong).statusCode()).isEqualTo(401);
    assertThat(recorder.samples()).isEmpty();
    HttpRequest right = request(body).header("Authorization", "Bearer let me in").build();
    assertThat(send(right).statusCode()).isEqualTo(200);
  }
}
