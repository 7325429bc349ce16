package io.orilla.inference.rest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer as it goes over the wire: the body first, then its head right before it. */
final class Reply {
  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";
  private static final int HEAD = 256;

  private Reply() {}

  /** Room for a body. */
  static ByteBuf begin(ByteBufAllocator allocator, int size) {
    ByteBuf out = allocator.directBuffer(HEAD + size);
    return out.setIndex(HEAD, HEAD);
  }

  /**
   * @param jsonLength of the JSON before bytes; -1 when all is JSON
   */
  static ByteBuf finish(ByteBuf out, int status, int jsonLength, boolean keepAlive) {
    StringBuilder head = new StringBuilder(160).append("HTTP/1.1 ").append(status).append(' ');
    head.append(reason(status)).append("\r\ncontent-type: ").append(jsonLength < 0 ? JSON : BYTES);
    if (jsonLength >= 0) {
      head.append("\r\ninference-header-content-length: ").append(jsonLength);
    }
    head.append("\r\ncontent-length: ").append(out.readableBytes());
    head.append(keepAlive ? "\r\nconnection: keep-alive\r\n\r\n" : "\r\nconnection: close\r\n\r\n");
    int begin = out.readerIndex() - head.length();
    out.setCharSequence(begin, head, StandardCharsets.US_ASCII);
    return out.readerIndex(begin);
  }

  static ByteBuf json(ByteBufAllocator allocator, int status, Object content, boolean keepAlive) {
    byte[] body = Json.bytes(content);
    ByteBuf out = begin(allocator, body.length).writeBytes(body);
    return finish(out, status, -1, keepAlive);
  }

  /** The protocol's shape of an error. */
  static ByteBuf problem(ByteBufAllocator allocator, OrillaException problem, boolean keepAlive) {
    int status = problem.code().kind().httpStatus();
    return json(allocator, status, Map.of("error", problem.text()), keepAlive);
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      default -> "Error";
    };
  }
}
