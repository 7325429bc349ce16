package io.orilla.node.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.node.LinkPurpose;
import io.orilla.model.node.LinkUse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** What is counted is what goes over the wire. */
final class TrafficTest {
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nheard";

  private static Uplink uplinkTo(String address) throws Exception {
    Access access = new Access(List.of(address), SSLContext.getDefault(), ProxyRoute.DIRECT);
    return new Uplink(() -> access, AnswerListener.NONE, InstantSource.system());
  }

  @Test
  void requestsAndAnswersAreCountedToTheByte() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Uplink uplink = uplinkTo("http://127.0.0.1:" + server.getLocalPort())) {
      CompletableFuture<Integer> heard = CompletableFuture.supplyAsync(() -> answer(server));
      uplink.send(
          LinkPurpose.SIGNALS,
          "/node/v1/journal?x=1",
          HttpRequest.newBuilder()
              .header("Content-Encoding", "zstd")
              .POST(BodyPublishers.ofString("twelve bytes")),
          Duration.ofSeconds(10));
      assertThat(uplink.traffic().use().bytes())
          .containsExactly(new LinkUse.Bytes(LinkPurpose.SIGNALS, heard.get(), ANSWER.length()));
      assertThat(uplink.traffic().total()).isEqualTo(heard.get() + ANSWER.length());
    }
  }

  /** Reads a request up to its body's end, answers it, and returns how many bytes it had. */
  private static int answer(ServerSocket server) {
    StringBuilder request = new StringBuilder();
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      while (!request.toString().endsWith("twelve bytes")) {
        request.append((char) in.read());
      }
      socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
      return request.length();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPathTellsItsPurpose() {
    assertThat(LinkPurpose.ofPath("/node/v1/desired?wait=30s")).isEqualTo(LinkPurpose.STATE);
    assertThat(LinkPurpose.ofPath("/node/v1/blobs/sha256:00")).isEqualTo(LinkPurpose.BLOBS);
    assertThat(LinkPurpose.ofPath("/node/v1/answers/7")).isEqualTo(LinkPurpose.LOGS);
    assertThat(LinkPurpose.ofPath("/node/v1/renew")).isEqualTo(LinkPurpose.OTHER);
  }
}
