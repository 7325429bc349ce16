package io.orilla.server.overview;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events (HTML Living Standard, 9.2) as the answer to a request. */
final class EventWriter {
  private final OutputStream out;

  EventWriter(Context context) throws IOException {
    var response = context.res();
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("X-Accel-Buffering", "no");
    out = response.getOutputStream();
    response.flushBuffer();
  }

  /**
   * @param data on one line
   * @throws IOException when the client is gone
   */
  void write(String name, String data, String id) throws IOException {
    String event = "id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n";
    out.write(event.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
