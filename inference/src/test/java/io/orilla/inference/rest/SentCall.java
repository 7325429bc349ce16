package io.orilla.inference.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.inference.rest.OpenDoor.Answer;
import io.orilla.model.content.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A call that is on its way when this is made, and answered some time. */
final class SentCall implements AutoCloseable {
  private static final String LENGTH = "content-length: ";

  private final Socket socket;

  SentCall(int port, String model, String json) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(30_000);
    String request =
        "POST /v2/models/%s/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(model, json.length(), json);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  Answer answer() throws IOException {
    InputStream in = socket.getInputStream();
    String head = head(in);
    int length = head.indexOf(LENGTH) + LENGTH.length();
    byte[] body =
        in.readNBytes(Integer.parseInt(head.substring(length, head.indexOf('\r', length))));
    int status = Integer.parseInt(head.substring(9, 12));
    return new Answer(status, Json.read(body, JsonNode.class), new byte[0]);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      head.writeBytes(in.readNBytes(1));
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  /** Goes without an answer, and waits until the door has seen it. */
  void leave() throws IOException {
    socket.shutdownOutput();
    if (socket.getInputStream().read() >= 0) {
      throw new IllegalStateException("it was answered");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
