package io.orilla.connector.s7.simulator;

import io.orilla.connector.s7.Wire;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A controller on the loopback interface, with the data blocks that it is given. */
public final class S7Simulator implements AutoCloseable {
  private static final int PDU = 480;
  private static final int SETUP = 0xF0;
  private static final int READ = 4;
  private static final int DATA_BLOCK = 0x84;
  private static final int OK = 0xFF;
  private static final int NO_ADDRESS = 5;
  private static final int NO_OBJECT = 0x0A;

  private final ServerSocket server;
  private final DataBlocks blocks;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Thread acceptor = Thread.ofVirtual().unstarted(this::accept);

  private S7Simulator(ServerSocket server, DataBlocks blocks) {
    this.server = server;
    this.blocks = blocks;
  }

  /**
   * @param port to listen on; 0 takes a free one
   * @throws OrillaException PEER_UNAVAILABLE when the port is taken
   */
  public static S7Simulator start(int port, DataBlocks blocks) {
    try {
      S7Simulator simulator =
          new S7Simulator(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), blocks);
      simulator.acceptor.start();
      return simulator;
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE,
          "the controller cannot listen on port " + port + ": choose another port",
          e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        closeAll();
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      while (!server.isClosed()) {
        answer(Wire.read(in), socket.getOutputStream());
      }
    } catch (IOException e) {
      sockets.remove(socket); // who asked is gone
    }
  }

  private void answer(Wire.Packet packet, OutputStream out) throws IOException {
    if (packet.type() == Wire.CONNECT) {
      Wire.write(out, new byte[] {6, (byte) Wire.CONFIRM, 0, 1, 0, 1, 0}, new byte[0]);
      return;
    }
    ByteBuffer request = packet.content();
    int reference = request.getShort(4);
    request.position(10);
    switch (request.get() & 0xFF) {
      case SETUP ->
          Wire.write(
              out,
              acknowledgement(
                  reference,
                  new byte[] {(byte) SETUP, 0, 0, 1, 0, 1, PDU >> 8, (byte) PDU},
                  new byte[0]));
      case READ -> {
        int items = request.get();
        byte[] data = items(request, items);
        Wire.write(out, acknowledgement(reference, new byte[] {READ, (byte) items}, data));
      }
      default -> throw new IOException("it only reads");
    }
  }

  private static byte[] acknowledgement(int reference, byte[] parameters, byte[] data) {
    ByteBuffer answer = ByteBuffer.allocate(12 + parameters.length + data.length);
    answer.put((byte) 0x32).put((byte) 3).putShort((short) 0).putShort((short) reference);
    answer.putShort((short) parameters.length).putShort((short) data.length).putShort((short) 0);
    return answer.put(parameters).put(data).array();
  }

  private byte[] items(ByteBuffer request, int items) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    for (int item = 0; item < items; item++) {
      request.getInt();
      int count = request.getShort() & 0xFFFF;
      int block = request.getShort() & 0xFFFF;
      int place = request.getInt();
      if ((bytes.size() & 1) == 1) {
        data.write(0);
      }
      write(
          data,
          place >>> 24 == DATA_BLOCK && blocks.has(block),
          block,
          (place & 0xFFFFFF) / 8,
          count);
    }
    return bytes.toByteArray();
  }

  private void write(DataOutputStream data, boolean isThere, int block, int from, int count)
      throws IOException {
    Optional<byte[]> content = isThere ? blocks.read(block, from, count) : Optional.empty();
    if (content.isPresent()) {
      data.writeByte(OK);
      data.writeByte(4);
      data.writeShort(count * 8);
      data.write(content.get());
    } else {
      data.writeByte(isThere ? NO_ADDRESS : NO_OBJECT);
      data.writeByte(0);
      data.writeShort(0);
    }
  }

  private void closeAll() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    sockets.clear();
  }

  /** Drops every connection. The port is free when it returns: its last user is the acceptor. */
  @Override
  public void close() {
    try {
      server.close();
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeAll();
  }
}
