package io.orilla.node.service;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** systemd's end of the notify socket: a real one, bound to a path. */
final class ListeningSocket implements AutoCloseable {
  private static final Linker LINKER = Linker.nativeLinker();
  private final int socket;

  ListeningSocket(Path path) throws Throwable {
    socket = (int) function("socket", 3).invoke(1, 2, 0);
    try (Arena arena = Arena.ofConfined()) {
      byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
      MemorySegment address = arena.allocate(3L + name.length, 2);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
      MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
      MethodHandle bind =
          handle("bind", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
      int bound = (int) bind.invoke(socket, address, (int) address.byteSize());
      if (bound != 0) {
        throw new IllegalStateException("cannot bind " + path);
      }
    }
  }

  private static MethodHandle function(String name, int integers) {
    java.lang.foreign.MemoryLayout[] arguments = new java.lang.foreign.MemoryLayout[integers];
    Arrays.fill(arguments, ValueLayout.JAVA_INT);
    return handle(name, arguments);
  }

  private static MethodHandle handle(String name, java.lang.foreign.MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }

  /** The next datagram, waited for. */
  String receive() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(256);
      MethodHandle read =
          LINKER.downcallHandle(
              LINKER.defaultLookup().findOrThrow("read"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_LONG));
      long length = (long) read.invoke(socket, buffer, 256L);
      return new String(
          buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    try {
      int ignored = (int) function("close", 1).invoke(socket);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
