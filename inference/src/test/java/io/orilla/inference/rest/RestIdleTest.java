package io.orilla.inference.rest;

import static io.orilla.inference.rest.OpenDoor.SUM;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.inference.tensor.DataType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Scanner;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections on which too little happens: each holds one of the places that there are. */
final class RestIdleTest {
  private static final Duration IDLE = Duration.ofMillis(300);

  private final Pause pause = new Pause();
  @AutoClose private final OpenDoor door;

  RestIdleTest(@TempDir Path folder) {
    door = new OpenDoor(folder, IDLE, pause).with("sum", Graphs.sumAndDifference());
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket("127.0.0.1", door.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  /** What came until the door closed the connection. */
  private static String heard(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "POST /v2/mod",
        "POST /v2/models/sum/infer HTTP/1.1\r\nHost: localhost\r\nX-Slow: a",
        "POST /v2/models/sum/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n",
        "POST /v2/models/sum/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{\"in"
      })
  void aRequestThatDoesNotComeIsNotWaitedForLong(String begun) throws Exception {
    long since = System.nanoTime();
    try (Socket client = connected()) {
      client.getOutputStream().write(begun.getBytes(US_ASCII));
      assertThat(heard(client)).isEmpty();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(IDLE);
  }

  @Test
  void aHeaderThatComesByteByByteIsNotWaitedForLong() throws Exception {
    int most = 1_500;
    int sent = 0;
    try (Socket client = connected()) {
      client.setSoTimeout(20);
      OutputStream out = client.getOutputStream();
      out.write("GET /v2 HTTP/1.1\r\nX-Slow: ".getBytes(US_ASCII));
      while (sent < most && !isClosed(client)) {
        out.write('a');
        sent++;
      }
    }
    assertThat(sent).isLessThan(most);
  }

  private static boolean isClosed(Socket client) {
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aConnectionIsClosedWhenNoOtherRequestFollows() throws Exception {
    try (Socket client = connected()) {
      client
          .getOutputStream()
          .write("GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
      assertThat(heard(client))
          .contains("connection: keep-alive")
          .endsWith("\"live\":true,\"ready\":true}");
    }
  }

  @Test
  void aCallThatWaitsIsNotCutOff() throws Exception {
    try (SentCall call = door.sent("sum", SUM);
        Socket silent = connected()) {
      assertThat(heard(silent)).isEmpty(); // as long as a silent one may be
      pause.end();
      assertThat(call.answer().status()).isEqualTo(200);
    }
  }

  /** A client that follows a model. */
  private Socket follower() throws IOException {
    Socket client = connected();
    client
        .getOutputStream()
        .write(
            "GET /v2/models/sum/latest HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                .getBytes(US_ASCII));
    await().until(() -> door.followers() == 1);
    return client;
  }

  /** It is not silent for the door, as events are on their way to it all the time. */
  @Test
  void whoFollowsAModelWithoutReadingIsLetGo() throws Exception {
    try (Socket client = follower()) {
      String large = "x".repeat(1 << 20);
      await()
          .until(
              () -> {
                door.tell(large);
                return door.followers() == 0;
              });
    }
  }

  @Test
  void whoFollowsAModelMayWaitForItsPredictions() throws Exception {
    try (Socket client = follower()) {
      Scanner events = new Scanner(client.getInputStream(), US_ASCII);
      for (int pulse = 0; pulse < 6; pulse++) { // of which two come in the time it may be silent
        assertThat(events.findWithinHorizon(":\n\n", 0)).isNotNull();
      }
      door.tell("late");
      assertThat(events.findWithinHorizon("\"late\"", 0)).isNotNull();
    }
  }

  /** Otherwise its answers would be kept in memory, as many as it likes to ask for. */
  @Test
  void whoSendsWithoutReadingIsHeardNoLonger() throws Exception {
    pause.end();
    door.with("same", Graphs.identity(DataType.FP32));
    int calls = 40;
    String json =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,250000],\"datatype\":\"FP32\",\"data\":[0%s]}]}"
            .formatted(",0".repeat(249_999));
    String request =
        "POST /v2/models/same/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(json.length(), json);
    byte[] bytes = request.getBytes(US_ASCII);
    try (Socket client = connected()) {
      assertThatThrownBy(
              () -> {
                for (int call = 0; call < calls; call++) {
                  client.getOutputStream().write(bytes);
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(door.counts("same").path("execution_count").asInt()).isBetween(1, calls - 1);
  }
}
