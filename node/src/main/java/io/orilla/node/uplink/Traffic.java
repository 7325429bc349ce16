package io.orilla.node.uplink;

import io.orilla.model.content.Micros;
import io.orilla.model.node.LinkPurpose;
import io.orilla.model.node.LinkUse;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts bytes by purpose. Requests are counted as the client writes them, answers by their headers
 * and body; what a request that failed carried counts as sent. Thread-safe.
 */
public final class Traffic {
  private static final String LINE = ": \r\n";
  private static final String REQUEST_LINE = "  HTTP/1.1\r\n";
  private static final int UPGRADE = 190;
  private static final int UPGRADED = 330;
  private static final String STATUS_LINE = "HTTP/1.1 200 OK\r\n";

  private final Instant since;
  private final AtomicLongArray up = new AtomicLongArray(LinkPurpose.values().length);
  private final AtomicLongArray down = new AtomicLongArray(LinkPurpose.values().length);

  Traffic(Instant since) {
    this.since = since;
  }

  void sent(LinkPurpose purpose, HttpRequest request) {
    sent(purpose, length(request));
  }

  void sent(LinkPurpose purpose, long bytes) {
    up.addAndGet(purpose.ordinal(), bytes);
  }

  void received(LinkPurpose purpose, long bytes) {
    down.addAndGet(purpose.ordinal(), bytes);
  }

  /** Counts the request that opens a WebSocket and its answer, about. */
  void opened(LinkPurpose purpose, URI address) {
    sent(purpose, UPGRADE + address.getRawPath().length() + address.getRawAuthority().length());
    received(purpose, UPGRADED);
  }

  /** Counts an answer while its body is handled. */
  <T> BodyHandler<T> counting(LinkPurpose purpose, BodyHandler<T> body) {
    return answer -> {
      down.addAndGet(purpose.ordinal(), STATUS_LINE.length() + headers(answer.headers().map()) + 2);
      return new CountedBody<>(
          body.apply(answer), bytes -> down.addAndGet(purpose.ordinal(), bytes));
    };
  }

  private static long length(HttpRequest request) {
    String path = request.uri().getRawPath();
    String query = request.uri().getRawQuery();
    long line =
        request.method().length()
            + path.length()
            + (query == null ? 0 : 1 + query.length())
            + REQUEST_LINE.length();
    long host = "Host".length() + LINE.length() + request.uri().getRawAuthority().length();
    long body = request.bodyPublisher().map(HttpRequest.BodyPublisher::contentLength).orElse(0L);
    long length =
        body == 0 ? 0 : "Content-Length".length() + LINE.length() + Long.toString(body).length();
    return line + host + length + headers(request.headers().map()) + 2 + body;
  }

  private static long headers(Map<String, List<String>> headers) {
    return headers.entrySet().stream()
        .flatMap(
            header ->
                header.getValue().stream()
                    .map(value -> header.getKey().length() + value.length() + LINE.length()))
        .mapToLong(Integer::longValue)
        .sum();
  }

  /** All bytes up and down. */
  public long total() {
    long total = 0;
    for (LinkPurpose purpose : LinkPurpose.values()) {
      total += up.get(purpose.ordinal()) + down.get(purpose.ordinal());
    }
    return total;
  }

  public LinkUse use() {
    List<LinkUse.Bytes> bytes = new ArrayList<>();
    for (LinkPurpose purpose : LinkPurpose.values()) {
      long sent = up.get(purpose.ordinal());
      long received = down.get(purpose.ordinal());
      if (sent + received > 0) {
        bytes.add(new LinkUse.Bytes(purpose, sent, received));
      }
    }
    return new LinkUse(Micros.of(since), bytes);
  }
}
