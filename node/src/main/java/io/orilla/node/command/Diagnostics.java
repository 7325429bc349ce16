package io.orilla.node.command;

import io.orilla.model.content.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What somebody far away wants to see of a node, as one zip. A part that fails says so in it. */
public final class Diagnostics {
  private final Map<String, Supplier<byte[]>> parts = new LinkedHashMap<>();

  public Diagnostics json(String name, Supplier<?> part) {
    return bytes(name, () -> Json.bytes(part.get()));
  }

  public Diagnostics text(String name, Supplier<String> part) {
    return bytes(name, () -> part.get().getBytes(StandardCharsets.UTF_8));
  }

  public Diagnostics bytes(String name, Supplier<byte[]> part) {
    parts.put(name, part);
    return this;
  }

  byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, Supplier<byte[]>> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(content(part.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] content(Supplier<byte[]> part) {
    try {
      return part.get();
    } catch (RuntimeException e) {
      return ("this part cannot be told: " + e).getBytes(StandardCharsets.UTF_8);
    }
  }
}
