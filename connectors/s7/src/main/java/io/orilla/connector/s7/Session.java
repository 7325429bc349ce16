package io.orilla.connector.s7;

import io.orilla.connector.peer.Closing;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A connection to a controller, good until its first trouble: one request at a time. */
final class Session implements AutoCloseable {
  private static final int OWN_ACCESS_POINT = 0x0100;
  private static final int PG_ACCESS_POINT = 0x0100;
  private static final int SLOTS_PER_RACK = 0x20;
  private static final int WANTED_PDU = 960;
  private static final int LEAST_PDU = 240;
  private static final int PROTOCOL = 0x32;
  private static final int JOB = 1;
  private static final int ACKNOWLEDGEMENT = 3;
  private static final int SETUP = 0xF0;
  private static final int READ = 4;
  private static final int OK = 0xFF;
  private static final int NOT_ALLOWED = 0x8104;

  private final S7Settings settings;
  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final Runnable forget;
  private int reference;
  private int pdu = WANTED_PDU;

  /** What a controller said of an item. */
  sealed interface Answer {
    record Bytes(byte[] bytes) implements Answer {}

    /**
     * @param code as 0x0A for what it does not have
     */
    record Refusal(int code) implements Answer {}
  }

  private Session(S7Settings settings, Socket socket, Runnable forget) throws IOException {
    this.forget = forget;
    this.settings = settings;
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /** Connects to the rack and slot of the CPU, and agrees on the size of a PDU. */
  static Session connect(S7Settings settings, Closing closing) throws IOException {
    Socket socket = new Socket();
    Runnable forget = closing.onClose(() -> close(socket));
    try {
      int patience = (int) settings.timeout().toMillis();
      socket.connect(new InetSocketAddress(settings.host(), settings.port()), patience);
      socket.setSoTimeout(patience);
      socket.setTcpNoDelay(true);
      Session session = new Session(settings, socket, forget);
      session.greet();
      return session;
    } catch (IOException | RuntimeException e) {
      forget.run();
      close(socket);
      throw e;
    }
  }

  private void greet() throws IOException {
    int remote = PG_ACCESS_POINT + settings.rack() * SLOTS_PER_RACK + settings.slot();
    ByteBuffer head = ByteBuffer.allocate(18).put((byte) 17).put((byte) Wire.CONNECT);
    head.putShort((short) 0).putShort((short) 1).put((byte) 0);
    head.putShort((short) 0xC102).putShort((short) OWN_ACCESS_POINT);
    head.putShort((short) 0xC202).putShort((short) remote);
    head.putShort((short) 0xC001).put((byte) 10); // packets of 1024 bytes
    Wire.write(out, head.array(), new byte[0]);
    if (Wire.read(in).type() != Wire.CONFIRM) {
      throw new IOException(
          "the controller grants no connection to rack %d, slot %d"
              .formatted(settings.rack(), settings.slot()));
    }
    ByteBuffer setup = ByteBuffer.allocate(8).put((byte) SETUP).put((byte) 0);
    setup.putShort((short) 1).putShort((short) 1).putShort((short) WANTED_PDU);
    ByteBuffer agreed = ask(setup.array(), SETUP);
    agreed.position(agreed.position() + 5);
    pdu = agreed.getShort() & 0xFFFF;
    if (pdu < LEAST_PDU || pdu > WANTED_PDU) {
      throw new IOException("the controller offers packets of " + pdu + " bytes");
    }
  }

  int pdu() {
    return pdu;
  }

  /** The answer to a request for these, which fits the PDU. */
  List<Answer> read(List<Span> spans) throws IOException {
    ByteBuffer request = ByteBuffer.allocate(2 + 12 * spans.size());
    request.put((byte) READ).put((byte) spans.size());
    for (Span span : spans) {
      request.put((byte) 0x12).put((byte) 10).put((byte) 0x10).put((byte) 2);
      request.putShort((short) span.count()).putShort((short) span.block());
      request.putInt(span.area().code() << 24 | span.from() * 8);
    }
    ByteBuffer answer = ask(request.array(), READ);
    if ((answer.get() & 0xFF) != spans.size()) {
      throw new IOException("the controller answers another number of items");
    }
    List<Answer> answers = new ArrayList<>(spans.size());
    for (Span span : spans) {
      answers.add(item(answer, span.count()));
    }
    return answers;
  }

  private static Answer item(ByteBuffer answer, int count) throws IOException {
    int code = answer.get() & 0xFF;
    int unit = answer.get();
    int length = answer.getShort() & 0xFFFF;
    if (code != OK) {
      return new Answer.Refusal(code);
    }
    int bytes = unit == 3 || unit == 4 || unit == 5 ? (length + 7) / 8 : length;
    if (bytes != count) {
      throw new IOException("the controller answers %d bytes for %d".formatted(bytes, count));
    }
    byte[] content = new byte[bytes];
    answer.get(content);
    if ((bytes & 1) == 1 && answer.hasRemaining()) {
      answer.get();
    }
    return new Answer.Bytes(content);
  }

  /** What follows the function's code in the answer. */
  private ByteBuffer ask(byte[] parameters, int function) throws IOException {
    reference = reference + 1 & 0xFFFF;
    ByteBuffer request = ByteBuffer.allocate(10 + parameters.length);
    request.put((byte) PROTOCOL).put((byte) JOB).putShort((short) 0).putShort((short) reference);
    request.putShort((short) parameters.length).putShort((short) 0).put(parameters);
    Wire.write(out, request.array());
    Wire.Packet packet = Wire.read(in);
    ByteBuffer answer = packet.content();
    if (packet.type() != Wire.DATA
        || answer.remaining() < 13
        || (answer.get() & 0xFF) != PROTOCOL
        || answer.get() != ACKNOWLEDGEMENT
        || answer.getShort() != 0
        || (answer.getShort() & 0xFFFF) != reference) {
      throw new IOException("what came is no answer to the request");
    }
    answer.getInt();
    int error = answer.getShort() & 0xFFFF;
    if (error != 0) {
      throw new IOException(refused(error));
    }
    if ((answer.get() & 0xFF) != function) {
      throw new IOException("what came is no answer to the request");
    }
    return answer;
  }

  private static String refused(int error) {
    return error == NOT_ALLOWED
        ? "the controller refuses to be read: permit PUT/GET in its protection settings"
        : "the controller refuses the request with error 0x%04X".formatted(error);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket that is closed is closed", e);
    }
  }

  @Override
  public void close() {
    forget.run();
    close(socket);
  }
}
