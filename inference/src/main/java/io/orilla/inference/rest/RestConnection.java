package io.orilla.inference.rest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.orilla.inference.protocol.InferRequest;
import io.orilla.inference.protocol.ReplyWriter;
import io.orilla.inference.protocol.RequestReader;
import io.orilla.inference.protocol.TensorMemory;
import io.orilla.inference.serving.ServedModel;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: a request at a time, whose memory the next one uses again. What a client sends
 * before it has its answer waits. On the connection's event loop, but where it says otherwise.
 */
final class RestConnection extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(RestConnection.class);
  private static final AsciiString JSON_LENGTH =
      AsciiString.cached("inference-header-content-length");
  private static final ByteBuf CONTINUE =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII));

  private final RestAnswers answers;
  private final Body body;
  private final TensorMemory memory = new TensorMemory();
  private final ReplyWriter writer = new ReplyWriter();
  private final Deque<HttpObject> later = new ArrayDeque<>();
  private final Channel channel;
  private @Nullable HttpRequest request;
  private String lastTarget = "";
  private @Nullable Route lastRoute;
  private int jsonLimit;
  private boolean busy;
  private boolean unread;
  private @Nullable EventStream stream;
  private boolean ended;
  private boolean draining;
  private volatile boolean keepAlive;
  private volatile boolean open = true;
  private long since = System.nanoTime();

  RestConnection(Channel channel, RestAnswers answers, RestSettings settings) {
    this.channel = channel;
    this.answers = answers;
    this.body = new Body(settings.maxBody());
  }

  /** Thread-safe. */
  boolean isOpen() {
    return open;
  }

  /** Whether another request may follow. Thread-safe while a call is at work. */
  boolean keepsAlive() {
    return keepAlive;
  }

  /** For the thread that answers. */
  ReplyWriter writer() {
    return writer;
  }

  ByteBufAllocator allocator() {
    return channel.alloc();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (busy) {
      later.add((HttpObject) message);
      channel.config().setAutoRead(false);
    } else {
      take((HttpObject) message);
    }
  }

  private void take(HttpObject message) {
    try {
      if (ended) {
        return;
      }
      if (message.decoderResult().isFailure()) {
        throw OrillaException.invalid(
            "this is no HTTP/1.1 request: " + message.decoderResult().cause().getMessage());
      }
      if (message instanceof HttpRequest begun) {
        begin(begun);
      }
      if (message instanceof HttpContent content) {
        body.add(content.content());
      }
      if (message instanceof LastHttpContent) {
        answer();
      }
    } catch (OrillaException e) {
      // The rest of a request that is not read to its end would be taken for the next one.
      boolean whole = message instanceof LastHttpContent && !message.decoderResult().isFailure();
      keepAlive &= whole;
      ended = !keepAlive;
      busy = true;
      send(Reply.problem(allocator(), e, keepAlive));
    } catch (RuntimeException e) {
      log.error("A request failed", e);
      keepAlive = false;
      ended = true;
      OrillaException told =
          new OrillaException(ErrorCode.INTERNAL_ERROR, "the node's log says why");
      send(Reply.problem(allocator(), told, false));
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(HttpRequest begun) {
    since = System.nanoTime();
    request = begun;
    keepAlive = HttpUtil.isKeepAlive(begun);
    if (begun.headers().contains(HttpHeaderNames.CONTENT_ENCODING)) {
      throw OrillaException.invalid("a compressed body is not taken: send it as it is");
    }
    Route route = route(begun);
    answers.admit(begun, route);
    String jsonLength = begun.headers().get(JSON_LENGTH);
    jsonLimit = jsonLength == null ? Integer.MAX_VALUE : length(jsonLength);
    body.begin(jsonLimit, HttpUtil.getContentLength(begun, 0L));
    if (HttpUtil.is100ContinueExpected(begun)) {
      channel.writeAndFlush(CONTINUE.duplicate());
    }
  }

  private static int length(String text) {
    try {
      int length = Integer.parseInt(text);
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw OrillaException.invalid(
        JSON_LENGTH + " is the JSON's length in bytes, not '" + text + "'");
  }

  private void answer() {
    busy = true;
    Route route = Objects.requireNonNull(lastRoute);
    if (route.kind() == Route.Kind.INFER) {
      infer(route);
    } else {
      answers.answer(route, this);
    }
  }

  private Route route(HttpRequest asked) {
    Route last = lastRoute;
    if (last != null
        && last.kind() == Route.Kind.INFER
        && lastTarget.equals(asked.uri())
        && asked.method().name().equals("POST")) {
      return last;
    }
    Route route = Route.of(asked.method().name(), asked.uri());
    lastTarget = asked.uri();
    lastRoute = route;
    return route;
  }

  private void infer(Route route) {
    ServedModel model = answers.hold(route);
    RestCall call;
    try {
      answers.requireRoom(model);
      memory.reset();
      call = new RestCall(this, model, read(model));
    } catch (RuntimeException e) {
      model.release();
      throw e;
    }
    answers.submit(model, call);
  }

  private InferRequest read(ServedModel model) {
    if (body.jsonLength() < jsonLimit && jsonLimit != Integer.MAX_VALUE) {
      throw OrillaException.invalid(
          "the body has %d bytes and %s says %d"
              .formatted(body.jsonLength(), JSON_LENGTH, jsonLimit));
    }
    return jsonLimit == 0
        ? RequestReader.raw(model, body.bytes(), memory)
        : RequestReader.read(model, body.json(), body.jsonLength(), body.bytes(), memory);
  }

  /** Whether the client asked for events in place of one answer. */
  boolean wantsEvents() {
    String accepted = Objects.requireNonNull(request).headers().get(HttpHeaderNames.ACCEPT);
    return accepted != null && accepted.contains("text/event-stream");
  }

  /** Answers with events from now on. */
  EventStream stream() {
    EventStream begun = new EventStream(channel);
    stream = begun;
    return begun;
  }

  byte[] content() {
    return Arrays.copyOf(body.json(), body.jsonLength());
  }

  /** Sends the answer. Thread-safe. */
  void reply(ByteBuf answer) {
    if (channel.eventLoop().inEventLoop()) {
      send(answer);
    } else {
      channel.eventLoop().execute(() -> send(answer));
    }
  }

  private void send(ByteBuf answer) {
    since = System.nanoTime();
    if (!keepAlive) {
      ended = true;
      channel.writeAndFlush(answer).addListener(done -> closeSoon());
      return;
    }
    answers.outbox().send(channel, answer);
    unread = !channel.isWritable();
    if (!unread) {
      goOn();
    }
  }

  private void goOn() {
    busy = false;
    if (!draining) {
      drain();
    }
  }

  /** A client that sends more than it reads waits, so that answers do not pile up. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (unread && channel.isWritable()) {
      unread = false;
      since = System.nanoTime();
      goOn();
    }
  }

  /** Takes what came meanwhile; an answer that is there at once does not begin this anew. */
  private void drain() {
    draining = true;
    while (!busy && !later.isEmpty()) {
      take(later.remove());
    }
    draining = false;
    if (later.isEmpty() && !channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  /** A client that is still sending reads its answer only when it is not cut off. */
  private void closeSoon() {
    later.forEach(ReferenceCountUtil::release);
    later.clear();
    busy = false;
    channel.config().setAutoRead(true);
    channel.eventLoop().schedule((Runnable) channel::close, 500, TimeUnit.MILLISECONDS);
  }

  /**
   * Now and then: closes it when it has been silent, or a request, an answer or events on their
   * way, for so long. Thread-safe.
   */
  void lookAfter(long nanos) {
    channel.eventLoop().execute(() -> look(nanos));
  }

  private void look(long nanos) {
    if (stream != null) {
      stream.pulse(nanos);
    }
    if ((!busy || unread) && System.nanoTime() - since > nanos) {
      channel.close(); // with an answer that nobody reads
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    open = false;
    later.forEach(ReferenceCountUtil::release);
    later.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("A connection broke", cause);
    context.close();
  }
}
