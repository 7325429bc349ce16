package io.orilla.node.uplink;

import io.orilla.model.content.DurationText;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.model.node.LinkPurpose;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the server by the first of its addresses that answers, and remembers which one
 * that was. Thread-safe.
 */
public final class Uplink implements AutoCloseable {
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Short: it goes with each request. */
  private static final String AGENT = "orilla";

  private final Supplier<Access> access;
  private final AnswerListener listener;
  private final InstantSource clock;
  private final Traffic traffic;
  private final AtomicInteger preferred = new AtomicInteger();
  private volatile Contact contact;
  private Access open;
  private HttpClient client;

  /** The one that was opened last; it ends with its client. */
  private @Nullable MessageStream stream;

  private boolean closed;

  /**
   * @param access asked for each request; another one is taken into use with the next request,
   *     while what is on its way is answered
   */
  public Uplink(Supplier<Access> access, AnswerListener listener, InstantSource clock) {
    this.access = access;
    this.listener = listener;
    this.clock = clock;
    this.traffic = new Traffic(clock.instant());
    this.contact = new Contact(false, clock.instant(), "not tried yet");
    this.open = access.get();
    this.client = client(open);
  }

  private static HttpClient client(Access access) {
    return access
        .route()
        .into(HttpClient.newBuilder())
        .sslContext(access.tls())
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  /** How it stands with the server, by the last request. */
  public Contact contact() {
    return contact;
  }

  /** What went over the link since this began. */
  public Traffic traffic() {
    return traffic;
  }

  /** Sends one request, its purpose told by its path. */
  public HttpResponse<byte[]> send(String path, HttpRequest.Builder request, Duration limit)
      throws InterruptedException {
    return send(LinkPurpose.ofPath(path), path, request, limit);
  }

  /**
   * Sends one request; the path is relative to the server's address.
   *
   * @param request with method, headers and body, without an address
   * @param limit for the whole answer, body included
   * @throws OrillaException PEER_UNAVAILABLE when no answer came: what the server did is unknown
   */
  public HttpResponse<byte[]> send(
      LinkPurpose purpose, String path, HttpRequest.Builder request, Duration limit)
      throws InterruptedException {
    return send(purpose, path, request, BodyHandlers.ofByteArray(), limit);
  }

  /**
   * Sends one request whose answer is read as it comes; its owner closes it.
   *
   * @param limit for the beginning of the answer
   * @throws OrillaException PEER_UNAVAILABLE when no answer came
   */
  public HttpResponse<InputStream> open(String path, HttpRequest.Builder request, Duration limit)
      throws InterruptedException {
    return send(LinkPurpose.ofPath(path), path, request, BodyHandlers.ofInputStream(), limit);
  }

  private <T> HttpResponse<T> send(
      LinkPurpose purpose,
      String path,
      HttpRequest.Builder request,
      BodyHandler<T> body,
      Duration limit)
      throws InterruptedException {
    request.setHeader("User-Agent", AGENT);
    List<String> addresses = access.get().addresses();
    int start = preferred.get();
    List<String> reasons = new ArrayList<>();
    for (int tried = 0; tried < addresses.size(); tried++) {
      int index = (start + tried) % addresses.size();
      URI address = URI.create(addresses.get(index));
      try {
        HttpResponse<T> response =
            send(purpose, request.uri(address.resolve(path)).build(), body, limit);
        preferred.set(index);
        answered();
        return response;
      } catch (IOException e) {
        reasons.add(address + ": " + reason(e));
      }
    }
    throw unavailable(String.join("; ", reasons));
  }

  private <T> HttpResponse<T> send(
      LinkPurpose purpose, HttpRequest request, BodyHandler<T> body, Duration limit)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    traffic.sent(purpose, request);
    Sent<T> sent = start(request, traffic.counting(purpose, body));
    CompletableFuture<HttpResponse<T>> answer = sent.answer();
    try {
      HttpResponse<T> response = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (response.statusCode() == PROXY_AUTHENTICATION_REQUIRED) {
        throw new IOException("the proxy does not accept this user and password");
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      listener.answered(sent.by(), response.headers(), clock.instant(), took);
      return response;
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + DurationText.format(limit), e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /**
   * Opens a stream to the address that answered last.
   *
   * @return nothing when it is not to be had: nobody is there, or the server or something on the
   *     way to it knows no streams; a request will tell
   */
  public Optional<MessageStream> stream(LinkPurpose purpose, String path, Duration limit)
      throws InterruptedException {
    List<String> addresses = access.get().addresses();
    String preferredAddress = addresses.get(preferred.get() % addresses.size());
    URI address = URI.create(preferredAddress.replaceFirst("^http", "ws")).resolve(path);
    MessageStream.Answers answers = new MessageStream.Answers();
    traffic.opened(purpose, address);
    CompletableFuture<WebSocket> opening = opening(address, limit, answers);
    try {
      WebSocket socket = opening.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      answered();
      return Optional.of(opened(new MessageStream(socket, answers, traffic)));
    } catch (ExecutionException | TimeoutException e) {
      opening.cancel(true);
      return Optional.empty();
    }
  }

  private synchronized MessageStream opened(MessageStream opened) {
    stream = opened;
    return opened;
  }

  private synchronized CompletableFuture<WebSocket> opening(
      URI address, Duration limit, WebSocket.Listener listener) {
    return newest().newWebSocketBuilder().connectTimeout(limit).buildAsync(address, listener);
  }

  /**
   * Sends a message and waits for its answer.
   *
   * @throws OrillaException PEER_UNAVAILABLE when none came: what the server did is unknown, and
   *     the stream is closed
   */
  public MessageStream.Answer exchange(
      MessageStream stream, LinkPurpose purpose, byte[] message, Duration limit)
      throws InterruptedException {
    try {
      MessageStream.Answer answer = stream.exchange(purpose, message, limit);
      answered();
      return answer;
    } catch (IOException e) {
      stream.close();
      throw unavailable(reason(e));
    }
  }

  private record Sent<T>(Access by, CompletableFuture<HttpResponse<T>> answer) {}

  private synchronized <T> Sent<T> start(HttpRequest request, BodyHandler<T> body) {
    HttpClient newest = newest();
    return new Sent<>(open, newest.sendAsync(request, body));
  }

  /** The client for how the server is reached now. */
  private HttpClient newest() {
    Access newest = access.get();
    if (!newest.equals(open) && !closed) {
      client.shutdown();
      closeStream();
      client = client(newest);
      open = newest;
    }
    return client;
  }

  private void closeStream() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  private void answered() {
    if (!contact.connected()) {
      contact = new Contact(true, clock.instant(), "");
    }
  }

  private OrillaException unavailable(String reasons) {
    Contact before = contact;
    contact =
        before.connected()
            ? new Contact(false, clock.instant(), reasons)
            : new Contact(false, before.since(), reasons);
    return new OrillaException(
        ErrorCode.PEER_UNAVAILABLE, "the server does not answer (" + reasons + ")");
  }

  private static String reason(IOException e) {
    Throwable cause = e;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** When the server answered, by its own clock; by ours when it did not say. */
  public Instant time(HttpResponse<?> response) {
    try {
      return response
          .headers()
          .firstValue("Date")
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
          .orElseGet(clock::instant);
    } catch (DateTimeException e) {
      return clock.instant();
    }
  }

  /** What an answer other than a success says. */
  public static OrillaException problem(HttpResponse<byte[]> response) {
    return problem(response.statusCode(), response.body());
  }

  public static OrillaException problem(int status, byte[] body) {
    try {
      return Json.read(body, Problem.class).exception();
    } catch (OrillaException | NullPointerException notOurs) {
      String text = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
      return new OrillaException(
          ErrorCode.PEER_UNAVAILABLE,
          "the server answered " + status + (text.isBlank() ? "" : ": " + text.strip()));
    }
  }

  /** Ends requests that wait for an answer. */
  @Override
  public synchronized void close() {
    closed = true;
    closeStream();
    client.shutdownNow();
  }
}
