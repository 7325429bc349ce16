package io.orilla.connector.s7;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Packets as ISO on TCP has them (RFC 1006, ISO 8073 class 0): a head with the length, a transport
 * head, and what it carries. Used by both ends.
 */
public final class Wire {
  /** Asks for a transport connection. */
  public static final int CONNECT = 0xE0;

  /** Grants it. */
  public static final int CONFIRM = 0xD0;

  /** Carries data. */
  public static final int DATA = 0xF0;

  private static final int VERSION = 3;
  private static final int HEAD = 4;
  private static final int LONGEST = 4096;
  private static final byte[] DATA_HEAD = {2, (byte) DATA, (byte) 0x80};

  private Wire() {}

  /**
   * @param content what follows the transport head
   */
  public record Packet(int type, ByteBuffer content) {}

  /**
   * @throws IOException also when it is no such packet
   */
  public static Packet read(DataInputStream in) throws IOException {
    int version = in.readUnsignedByte();
    in.readUnsignedByte();
    int length = in.readUnsignedShort();
    if (version != VERSION || length < HEAD + 2 || length > LONGEST) {
      throw new IOException("what came is no packet of ISO on TCP");
    }
    byte[] packet = new byte[length - HEAD];
    in.readFully(packet);
    int head = (packet[0] & 0xFF) + 1;
    if (head > packet.length) {
      throw new IOException("what came is no packet of ISO on TCP");
    }
    return new Packet(
        packet[1] & 0xF0, ByteBuffer.wrap(packet, head, packet.length - head).slice());
  }

  /** Sends data. */
  public static void write(OutputStream out, byte[] content) throws IOException {
    write(out, DATA_HEAD, content);
  }

  /**
   * @param transport the transport head, its length first
   */
  public static void write(OutputStream out, byte[] transport, byte[] content) throws IOException {
    int length = HEAD + transport.length + content.length;
    out.write(
        ByteBuffer.allocate(length)
            .put((byte) VERSION)
            .put((byte) 0)
            .putShort((short) length)
            .put(transport)
            .put(content)
            .array());
    out.flush();
  }
}
