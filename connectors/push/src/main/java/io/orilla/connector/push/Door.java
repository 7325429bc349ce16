package io.orilla.connector.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.connector.peer.Payload;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where others post. It lets few in at a time and answers when the journal has what they said; who
 * comes too often is told to wait (429), as is who comes while the journal keeps others waiting
 * (503): he sends it again.
 */
final class Door implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Door.class);
  private static final int INSIDE = 8;
  private static final long WAIT_SECONDS = 5;
  private static final Duration LOOK = Duration.ofMillis(100);

  private final PushSettings settings;
  private final List<X509Certificate> shown;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore inside = new Semaphore(INSIDE);
  private final RequestRate rate;
  private final SynchronousQueue<Post> posts = new SynchronousQueue<>(true);
  private final AtomicReference<@Nullable String> refused = new AtomicReference<>();

  private Door(PushSettings settings, List<X509Certificate> shown, HttpServer server) {
    this.settings = settings;
    this.shown = shown;
    this.server = server;
    this.rate = new RequestRate(settings.requestsPerSecond());
  }

  /**
   * @throws OrillaException PEER_UNAVAILABLE when the port is taken, or a secret is not there
   */
  static Door open(PushSettings settings) {
    var unused = settings.token();
    try {
      Door door = new Door(settings, settings.certificates(), server(settings));
      door.server.setExecutor(door.threads);
      door.server.createContext("/", door::answer);
      door.server.start();
      return door;
    } catch (IOException | GeneralSecurityException e) {
      throw Closing.unavailable("listening on " + settings.listen() + ": " + Closing.reason(e), e);
    }
  }

  private static HttpServer server(PushSettings settings)
      throws IOException, GeneralSecurityException {
    var keys = NodeFiles.keys("settings.credentialFile", settings.credentialFile());
    if (keys.isEmpty()) {
      return HttpServer.create(settings.address(), INSIDE);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.get().getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(settings.address(), INSIDE);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  /** Whether it shows the certificate that there is now. */
  boolean isCurrent() {
    return settings.certificates().equals(shown);
  }

  /** Who came last and was not let in, since it was asked. */
  Optional<String> takeRefused() {
    return Optional.ofNullable(refused.getAndSet(null));
  }

  /** What is posted next; none when nothing is for so long. */
  Optional<Post> next(Closing closing, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (!closing.isClosed()) {
        Post post = posts.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (post != null || System.nanoTime() - end > 0) {
          return Optional.ofNullable(post);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the reader", e);
    }
    throw new CancellationException("the connection is closed");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        admit(exchange);
      } catch (OrillaException e) {
        int status = e.code() == ErrorCode.NOT_ALLOWED ? 401 : e.code().kind().httpStatus();
        send(exchange, status, Problem.of(e));
      } catch (RuntimeException e) {
        log.error("What was posted to {} was not taken", settings.listen(), e);
        send(exchange, 500, new Problem(ErrorCode.INTERNAL_ERROR, "the node's log says why"));
      }
    }
  }

  private void admit(HttpExchange exchange) throws IOException {
    refuseOthers(exchange);
    if (!exchange.getRequestURI().getPath().equals(settings.path())) {
      throw OrillaException.notFound("post to " + settings.path());
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      send(exchange, 405, new Problem(ErrorCode.INVALID_ARGUMENT, "post JSON to this address"));
    } else if (!rate.takes()) {
      tellToWait(
          exchange, 429, "more than " + settings.requestsPerSecond() + " requests in a second");
    } else if (!inside.tryAcquire()) {
      tellToWait(exchange, 503, "others wait already");
    } else {
      try {
        take(exchange);
      } finally {
        inside.release();
      }
    }
  }

  /** A web page may post to this machine, but no JSON, and not under a name of its own. */
  private void refuseOthers(HttpExchange exchange) {
    String host = header(exchange, "Host");
    if (settings.isLocal() && !PushSettings.isLocal(host)) {
      throw new OrillaException(ErrorCode.NOT_ALLOWED, "this address is for this machine alone");
    }
    byte[] given = header(exchange, "Authorization").getBytes(StandardCharsets.UTF_8);
    String token = settings.token(); // may have been changed since the last request
    byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    if (!token.isEmpty() && !MessageDigest.isEqual(given, wanted)) {
      refused.set(exchange.getRemoteAddress().getAddress().getHostAddress());
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED, "send the token of this source, as Authorization: Bearer …");
    }
    if (!header(exchange, "Content-Type").startsWith("application/json")) {
      throw OrillaException.invalid("send JSON, as Content-Type: application/json");
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(settings.bytes() + 1);
    if (body.length > settings.bytes()) {
      send(
          exchange,
          413,
          new Problem(
              ErrorCode.INVALID_ARGUMENT,
              "a request may have " + settings.bytes() + " bytes; send less at a time"));
      return;
    }
    Post post = new Post(Payload.parse(body));
    try {
      if (!posts.offer(post, WAIT_SECONDS, TimeUnit.SECONDS)) {
        tellToWait(exchange, 503, "the journal keeps others waiting");
        return;
      }
      answer(exchange, post.outcome().get(WAIT_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException | InterruptedException e) { // the latter when the door is closed
      tellToWait(
          exchange, 503, "the journal may have it or not; send it again with the same times");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome does not fail", e);
    }
  }

  private static void answer(HttpExchange exchange, Post.Outcome outcome) throws IOException {
    switch (outcome) {
      case Post.Outcome.Journalled(int values) -> send(exchange, 200, new Taken(values));
      case Post.Outcome.Worthless(var troubles) ->
          send(
              exchange,
              422,
              new Problem(
                  ErrorCode.INVALID_ARGUMENT,
                  "no signal has a value in it: "
                      + (troubles.isEmpty() ? "it is empty" : troubles.getFirst())));
    }
  }

  /** The answer to what was taken. */
  private record Taken(int journalled) {}

  private static void tellToWait(HttpExchange exchange, int status, String why) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "1");
    send(exchange, status, new Problem(ErrorCode.PEER_UNAVAILABLE, why + "; send it again later"));
  }

  private static void send(HttpExchange exchange, int status, Object content) throws IOException {
    byte[] bytes = Json.bytes(content);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
