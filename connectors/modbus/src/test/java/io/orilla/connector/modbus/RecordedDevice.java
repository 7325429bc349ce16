package io.orilla.connector.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Answers a request as a device did when it was recorded; others not at all. */
final class RecordedDevice implements AutoCloseable {
  private static final int MODBUS = 502;
  private static final int FILE_HEAD = 24;
  private static final int ETHERNET_HEAD = 14;
  private static final int MODBUS_HEAD = 7;

  private final ServerSocket server;

  /** What follows the transaction's number, request by answer, in hexadecimal digits. */
  private final Map<String, byte[]> answers;

  private RecordedDevice(ServerSocket server, Map<String, byte[]> answers) {
    this.server = server;
    this.answers = answers;
  }

  /**
   * @param recorded a file of libpcap, of Ethernet frames, a packet of Modbus in each
   */
  static RecordedDevice of(byte[] recorded) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(recorded).order(ByteOrder.LITTLE_ENDIAN).position(FILE_HEAD);
    Map<Integer, byte[]> requests = new HashMap<>();
    Map<String, byte[]> answers = new HashMap<>();
    while (file.remaining() > 16) {
      int length = file.getInt(file.position() + 8);
      file.position(file.position() + 16);
      ByteBuffer frame = file.slice(file.position(), length).order(ByteOrder.BIG_ENDIAN);
      file.position(file.position() + length);
      take(frame, requests, answers);
    }
    RecordedDevice device =
        new RecordedDevice(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), answers);
    Thread.ofVirtual().start(device::serve);
    return device;
  }

  private static void take(
      ByteBuffer frame, Map<Integer, byte[]> requests, Map<String, byte[]> answers) {
    int transport = ETHERNET_HEAD + 4 * (frame.get(ETHERNET_HEAD) & 0x0F);
    int content = transport + 4 * (frame.get(transport + 12) >> 4 & 0x0F);
    int end = ETHERNET_HEAD + (frame.getShort(ETHERNET_HEAD + 2) & 0xFFFF);
    if (end - content <= MODBUS_HEAD) {
      return;
    }
    int transaction = frame.getShort(content) & 0xFFFF;
    byte[] packet = new byte[end - content - 2];
    frame.get(content + 2, packet);
    if ((frame.getShort(transport + 2) & 0xFFFF) == MODBUS) {
      requests.put(transaction, packet);
    } else if (requests.containsKey(transaction)) {
      answers.putIfAbsent(HexFormat.of().formatHex(requests.get(transaction)), packet);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    try (Socket socket = server.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        answer(in, socket.getOutputStream());
      }
    } catch (IOException e) {
      // Who asked is gone.
    }
  }

  private void answer(DataInputStream in, OutputStream out) throws IOException {
    byte[] head = in.readNBytes(6);
    if (head.length < 6) {
      throw new IOException("the connection is closed");
    }
    byte[] rest = in.readNBytes(ByteBuffer.wrap(head).getShort(4));
    byte[] request = ByteBuffer.allocate(4 + rest.length).put(head, 2, 4).put(rest).array();
    byte[] answer = answers.get(HexFormat.of().formatHex(request));
    if (answer != null) {
      out.write(
          ByteBuffer.allocate(2 + answer.length).put(Arrays.copyOf(head, 2)).put(answer).array());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
