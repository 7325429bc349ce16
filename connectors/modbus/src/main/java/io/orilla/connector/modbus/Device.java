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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** A connection to a device: one request at a time, and not too many of them. */
final class Device implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;

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
    record Exception(int code) implements Answer {}
  }

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
    closing.await(
        client.connectAsync().toCompletableFuture(),
        settings.timeout().plusMillis(100),
        "connecting " + settings.host() + ":" + settings.port());
  }

  /**
   * @throws OrillaException PEER_UNAVAILABLE when no answer comes, or one that is not understood
   */
  Answer read(Block block) {
    keepTheRate();
    Table table = block.table();
    CompletableFuture<Answer> answer =
        client
            .sendAsync(block.unit(), table.request(block.from(), block.count()))
            .<Answer>thenApply(said -> new Answer.Bytes(table.answered(said, block.count())))
            .exceptionally(Device::refusal)
            .toCompletableFuture();
    return closing.await(
        answer,
        settings.timeout(),
        "reading %d from %s/%d of unit %d"
            .formatted(block.count(), table.text(), block.from(), block.unit()));
  }

  /** The library throws what is an answer too. */
  private static Answer refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ModbusResponseException exception) {
      return new Answer.Exception(Math.max(Answer.UNKNOWN, exception.getExceptionCode()));
    }
    throw new CompletionException(cause);
  }

  private void keepTheRate() {
    for (long wait = nextAt - System.nanoTime();
        wait > 0 && !closing.isClosed();
        wait = nextAt - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
    nextAt = Math.max(nextAt, System.nanoTime()) + nanosBetween;
  }

  @Override
  public void close() {
    var unused = client.disconnectAsync();
  }
}
