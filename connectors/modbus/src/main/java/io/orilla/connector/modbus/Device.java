package io.orilla.connector.modbus;

import com.digitalpetri.modbus.TimeoutScheduler;
import com.digitalpetri.modbus.client.ModbusClient;
import com.digitalpetri.modbus.client.ModbusClientConfig;
import com.digitalpetri.modbus.client.ModbusRtuClient;
import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.tcp.client.NettyClientTransportConfig;
import com.digitalpetri.modbus.tcp.client.NettyRtuClientTransport;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import io.netty.channel.EventLoopGroup;
import io.orilla.connector.peer.Closing;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** A connection to a device: one request at a time, and not too many of them. */
final class Device implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;

  /** A thread sleeps longer than it asked for; so much of the rate may be made up for. */
  private static final long CATCHING_UP = 10_000_000;

  private final ModbusSettings settings;
  private final Closing closing;
  private final ModbusClient client;
  private final long nanosBetween;
  private long nextAt = System.nanoTime();

  /** What a device said: the bytes that were asked for, or why it has none. */
  sealed interface Answer {
    /** The code of a serial frame's exception: version 2.1.4 of the library loses it. */
    int UNKNOWN = 0;

    record Bytes(byte[] bytes) implements Answer {}

    /**
     * @param code Modbus Application Protocol 1.1b3, 7
     */
    record Exception(int code) implements Answer {
      /** Whether it says that nothing was done; with other codes it may have been. */
      boolean isRefusal() {
        return code >= 1 && code <= 3 || code == 6 || code == 10;
      }

      /** As people read it. */
      String text() {
        return "exception %d: %s".formatted(code, meaning());
      }

      private String meaning() {
        return switch (code) {
          case UNKNOWN -> "why is not known";
          case 1 -> "it does not serve this table so";
          case 2 -> "it has no such address";
          case 3 -> "it does not take such a request";
          case 4 -> "it failed";
          case 6 -> "it is busy";
          case 10 -> "the gateway has no path to it";
          case 11 -> "it does not answer the gateway";
          default -> "see its manual";
        };
      }
    }
  }

  /** A request that is on its way. */
  record Question(Block block, CompletableFuture<Answer> answer) {}

  Device(ModbusSettings settings, EventLoopGroup network, Closing closing) {
    this.settings = settings;
    this.closing = closing;
    this.nanosBetween = SECOND / settings.requestsPerSecond();
    this.client =
        switch (settings.framing()) {
          case TCP ->
              ModbusTcpClient.create(
                  NettyTcpClientTransport.create(transport -> transport(transport, network)),
                  config -> configure(config, network));
          case RTU ->
              ModbusRtuClient.create(
                  NettyRtuClientTransport.create(transport -> transport(transport, network)),
                  config -> configure(config, network));
        };
  }

  private void transport(NettyClientTransportConfig.Builder transport, EventLoopGroup network) {
    transport
        .setHostname(settings.host())
        .setPort(settings.port())
        .setConnectTimeout(settings.timeout())
        .setConnectPersistent(false)
        .setEventLoopGroup(network)
        .setExecutor(network);
  }

  private void configure(ModbusClientConfig.Builder config, EventLoopGroup network) {
    config
        .setRequestTimeout(settings.timeout().multipliedBy(2)) // ours comes first
        .setTimeoutScheduler(TimeoutScheduler.create(network, network));
  }

  /**
   * @throws OrillaException PEER_UNAVAILABLE when it is not there
   */
  void connect() {
    connect(settings.timeout().plusMillis(100));
  }

  /**
   * @throws OrillaException PEER_UNAVAILABLE when it is not there in time
   */
  void connect(Duration within) {
    closing.await(
        client.connectAsync().toCompletableFuture(),
        within,
        "connecting " + settings.host() + ":" + settings.port());
  }

  /**
   * @throws OrillaException PEER_UNAVAILABLE when no answer comes, or one that is not understood
   */
  Answer read(Block block) {
    return read(block, settings.timeout());
  }

  /**
   * As {@link #read(Block)}, in less time than usual perhaps.
   *
   * @throws OrillaException PEER_UNAVAILABLE when no answer comes, or one that is not understood
   */
  Answer read(Block block, Duration within) {
    return answer(ask(block), within);
  }

  /** Sends a request when the rate allows it; the one before must have its answer. */
  Question ask(Block block) {
    keepTheRate();
    Table table = block.table();
    return new Question(
        block,
        client
            .sendAsync(block.unit(), table.request(block.from(), block.count()))
            .<Answer>thenApply(said -> new Answer.Bytes(table.answered(said, block.count())))
            .exceptionally(Device::refusal)
            .toCompletableFuture());
  }

  /**
   * What is said to a question.
   *
   * @throws OrillaException PEER_UNAVAILABLE when no answer comes, or one that is not understood
   */
  Answer answer(Question question) {
    return answer(question, settings.timeout());
  }

  private Answer answer(Question question, Duration within) {
    Block block = question.block();
    return closing.await(
        question.answer(),
        within,
        "reading " // for each request, so not by a format
            + block.count()
            + " from "
            + block.table().text()
            + "/"
            + block.from()
            + " of unit "
            + block.unit());
  }

  /**
   * Writes once; the bytes of the answer say nothing.
   *
   * @throws OrillaException PEER_UNAVAILABLE when no answer comes: it may have been written
   */
  Answer write(Point point, byte[] bytes, Duration within) {
    CompletableFuture<Answer> answer =
        client
            .sendAsync(point.unit(), point.table().writing(point.from(), bytes))
            .<Answer>thenApply(_ -> new Answer.Bytes(bytes))
            .exceptionally(Device::refusal)
            .toCompletableFuture();
    return closing.await(
        answer,
        within,
        "writing %s/%d of unit %d".formatted(point.table().text(), point.from(), point.unit()));
  }

  /** The library throws what is an answer too. */
  private static Answer refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ModbusResponseException exception) {
      return new Answer.Exception(Math.max(Answer.UNKNOWN, exception.getExceptionCode()));
    }
    throw new CompletionException(cause);
  }

  /** Whether the rate allows a request now. */
  boolean mayAsk() {
    return nextAt - System.nanoTime() <= 0;
  }

  private void keepTheRate() {
    for (long wait = nextAt - System.nanoTime();
        wait > 0 && !closing.isClosed();
        wait = nextAt - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
    nextAt = Math.max(nextAt, System.nanoTime() - CATCHING_UP) + nanosBetween;
  }

  @Override
  public void close() {
    var unused = client.disconnectAsync();
  }
}
