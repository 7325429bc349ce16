package io.orilla.node.service;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a Unix socket, as sd_notify(3) does. Java speaks Unix stream sockets only, so
 * this calls socket(2), sendto(2) and close(2) of the C library; Linux on 64 bits.
 */
final class NotifySocket {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle SOCKET =
      function(
          "socket",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));
  private static final MethodHandle SEND =
      function(
          "sendto",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int PATH_BYTES = 107;

  private final byte[] path;

  /**
   * @param address as in {@code NOTIFY_SOCKET}: a path, or a name after {@code @}
   */
  NotifySocket(String address) {
    this.path = address.getBytes(StandardCharsets.UTF_8);
    if (path.length == 0 || path.length > PATH_BYTES) {
      throw new IllegalArgumentException("a Unix socket's path has 1 to 107 bytes: " + address);
    }
    if (path[0] == '@') {
      path[0] = 0;
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
  }

  /** Whether the datagram was taken; nobody listening is no error. */
  boolean send(String message) {
    try (Arena arena = Arena.ofConfined()) {
      int socket = (int) SOCKET.invokeExact((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      if (socket < 0) {
        return false;
      }
      byte[] text = message.getBytes(StandardCharsets.UTF_8);
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
      MemorySegment address = address(arena);
      long sent =
          (long)
              SEND.invokeExact(
                  socket,
                  bytes,
                  (long) text.length,
                  MSG_NOSIGNAL,
                  address,
                  (int) address.byteSize());
      int closed = (int) CLOSE.invokeExact(socket);
      return sent == text.length && closed == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("cannot call the C library", e);
    }
  }

  /** A sockaddr_un: the family, then the path; a name (unix(7), abstract) has no end mark. */
  private MemorySegment address(Arena arena) {
    int end = path[0] == 0 ? 0 : 1;
    MemorySegment address = arena.allocate(Short.BYTES + path.length + (long) end, Short.BYTES);
    address.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
    MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, Short.BYTES, path.length);
    return address;
  }
}
