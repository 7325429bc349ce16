package io.orilla.server.authority;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Keys and certificates in one PEM file (RFC 7468) that only its owner reads. It is there whole or
 * not at all, so a key is never without its certificate.
 */
final class SecretFile {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;

  SecretFile(Path path) {
    this.path = path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * The file's entries, of these types in this order.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE when it does not hold them
   */
  List<byte[]> read(String... types) {
    try (PemReader reader = new PemReader(new StringReader(Files.readString(path)))) {
      List<byte[]> entries = new ArrayList<>();
      for (String type : types) {
        PemObject entry = reader.readPemObject();
        if (entry == null || !entry.getType().equals(type)) {
          throw new IOException("no " + type + " where one was expected");
        }
        entries.add(entry.getContent());
      }
      return entries;
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  /** All entries, which must be of these types in turn. */
  List<byte[]> readAll(String... types) {
    try (PemReader reader = new PemReader(new StringReader(Files.readString(path)))) {
      List<byte[]> entries = new ArrayList<>();
      for (PemObject entry = reader.readPemObject();
          entry != null;
          entry = reader.readPemObject()) {
        String type = types[entries.size() % types.length];
        if (!entry.getType().equals(type)) {
          throw new IOException("no " + type + " where one was expected");
        }
        entries.add(entry.getContent());
      }
      return entries;
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  void write(PemObject... entries) {
    Path partial = path.resolveSibling(path.getFileName() + ".partial");
    try {
      Files.createDirectories(path.getParent());
      Files.deleteIfExists(partial);
      try (FileChannel file =
          FileChannel.open(
              partial,
              EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              OWNER_ONLY)) {
        file.write(ByteBuffer.wrap(encode(entries).getBytes(StandardCharsets.US_ASCII)));
        file.force(true);
      }
      Files.move(
          partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable("write", e);
    }
  }

  static String encode(PemObject... entries) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      for (PemObject entry : entries) {
        writer.writeObject(entry);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private OrillaException unusable(String verb, IOException e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "cannot %s %s: %s; nodes trust what is in it, so restore it from a backup"
            .formatted(verb, path, e.getMessage()),
        e);
  }
}
