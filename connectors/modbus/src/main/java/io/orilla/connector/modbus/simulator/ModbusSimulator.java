package io.orilla.connector.modbus.simulator;

import com.digitalpetri.modbus.server.ModbusServer;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.server.NettyRtuServerTransport;
import com.digitalpetri.modbus.tcp.server.NettyServerTransportConfig;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.orilla.connector.peer.FreePort;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.concurrent.TimeUnit;

/** A real Modbus device on the loopback interface, with the registers it is given. Thread-safe. */
public final class ModbusSimulator implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final int port;
  private final EventLoopGroup network;
  private final ModbusServer server;

  private ModbusSimulator(int port, EventLoopGroup network, ModbusServer server) {
    this.port = port;
    this.network = network;
    this.server = server;
  }

  /**
   * @param port to listen on; 0 takes a free one
   * @throws OrillaException PEER_UNAVAILABLE when the port is taken
   */
  public static ModbusSimulator tcp(int port, Registers registers) {
    EventLoopGroup network = network();
    int bound = port == 0 ? FreePort.find() : port;
    NettyTcpServerTransport transport =
        NettyTcpServerTransport.create(config -> configure(config, bound, network));
    return started(bound, network, ModbusTcpServer.create(transport, registers));
  }

  /** As {@link #tcp}, with frames as on a serial line. */
  public static ModbusSimulator rtu(int port, Registers registers) {
    EventLoopGroup network = network();
    int bound = port == 0 ? FreePort.find() : port;
    NettyRtuServerTransport transport =
        NettyRtuServerTransport.create(config -> configure(config, bound, network));
    return started(bound, network, new RtuServer(transport, registers));
  }

  private static EventLoopGroup network() {
    return new NioEventLoopGroup(
        1, Thread.ofPlatform().daemon().name("simulated device").factory());
  }

  private static void configure(
      NettyServerTransportConfig.Builder config, int port, EventLoopGroup network) {
    config.setBindAddress(LOOPBACK).setPort(port).setEventLoopGroup(network).setExecutor(network);
  }

  private static ModbusSimulator started(int port, EventLoopGroup network, ModbusServer server) {
    try {
      server.start();
      return new ModbusSimulator(port, network, server);
    } catch (Exception e) { // as the library declares it
      network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE,
          "the device cannot listen on port " + port + ": choose another port",
          e);
    }
  }

  public int port() {
    return port;
  }

  /** Drops every connection. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // as the library declares it
      throw new IllegalStateException("the device did not stop", e);
    }
    network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
