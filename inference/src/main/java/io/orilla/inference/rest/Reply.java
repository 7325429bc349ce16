package io.orilla.inference.rest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.orilla.inference.protocol.InferRequest;
import io.orilla.inference.protocol.ReplyWriter;
import io.orilla.inference.tensor.Tensor;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorKind;
import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Answers as they go over the wire. */
final class Reply {
  private static final String JSON = "application/json";

  /** RFC 9110, 15.5.2: with a 401. */
  private static final String ASK_FOR_TOKEN = "\r\nwww-authenticate: Bearer";

  private static final byte[] OK = head(200, JSON);
  private static final byte[] KEEP = ascii("\r\nconnection: keep-alive\r\n\r\n");
  private static final byte[] CLOSE = ascii("\r\nconnection: close\r\n\r\n");

  /** Room for what stands around an answer's body. */
  private static final int HEAD = 256;

  private Reply() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] head(int status, String type) {
    return ascii(
        "HTTP/1.1 %d %s\r\ncontent-type: %s\r\ncontent-length: "
            .formatted(status, reason(status), type));
  }

  static ByteBuf json(ByteBufAllocator allocator, int status, Object content, boolean keepAlive) {
    return json(allocator, status, JSON, content, keepAlive);
  }

  private static ByteBuf json(
      ByteBufAllocator allocator, int status, String type, Object content, boolean keepAlive) {
    byte[] body = Json.bytes(content);
    ByteBuf out = allocator.directBuffer(HEAD + body.length);
    out.writeBytes(head(status, type));
    return end(out, body.length, keepAlive).writeBytes(body);
  }

  /** The protocol's shape of an error. */
  static ByteBuf problem(ByteBufAllocator allocator, OrillaException problem, boolean keepAlive) {
    int status = problem.code().kind().httpStatus();
    return json(
        allocator,
        status,
        problem.code().kind() == ErrorKind.UNAUTHENTICATED ? JSON + ASK_FOR_TOKEN : JSON,
        Map.of("error", problem.text()),
        keepAlive);
  }

  /** What a model gave. */
  static ByteBuf outputs(
      ByteBufAllocator allocator,
      ReplyWriter written,
      InferRequest request,
      List<Tensor> outputs,
      boolean keepAlive) {
    int length = written.jsonLength();
    if (!written.isBinary()) {
      ByteBuf out = allocator.directBuffer(HEAD + length).writeBytes(OK);
      return end(out, length, keepAlive).writeBytes(written.json(), 0, length);
    }
    ByteBuf bytes = allocator.directBuffer(sizeOf(outputs));
    ReplyWriter.writeBytes(bytes, request, outputs);
    ByteBuf out = allocator.directBuffer(HEAD + length);
    out.writeBytes(
        head(200, "application/octet-stream\r\ninference-header-content-length: " + length));
    end(out, length + bytes.readableBytes(), keepAlive).writeBytes(written.json(), 0, length);
    return allocator.compositeDirectBuffer(2).addComponents(true, out, bytes);
  }

  private static int sizeOf(List<Tensor> outputs) {
    long size = 64;
    for (Tensor output : outputs) {
      size += output.bytes();
    }
    return (int) Math.min(size, Integer.MAX_VALUE);
  }

  private static ByteBuf end(ByteBuf out, int length, boolean keepAlive) {
    out.writeCharSequence(Integer.toString(length), StandardCharsets.US_ASCII);
    return out.writeBytes(keepAlive ? KEEP : CLOSE);
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
