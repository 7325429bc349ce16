package io.orilla.node.enrol;

import static java.util.Objects.requireNonNull;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.EnumSet;

/**
 * The node's own key pair (EC P-256), made here and never sent. It is kept before the server hears
 * of it: whoever asks again with the same key after a lost answer is the same node.
 */
final class NodeKeys {
  private final Path file;

  NodeKeys(Path home) {
    this.file = home.resolve("identity").resolve("key.pem");
  }

  boolean exist() {
    return Files.exists(file);
  }

  KeyPair load() {
    try {
      return Pem.keys(Files.readString(file));
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  KeyPair loadOrMake() {
    if (exist()) {
      return load();
    }
    KeyPair keys = make();
    write(Pem.write(keys));
    return keys;
  }

  private static KeyPair make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot make a key", e);
    }
  }

  private void write(String pem) {
    Path partial = file.resolveSibling(".partial-key");
    try {
      Files.createDirectories(requireNonNull(file.getParent(), "the key is in a folder"));
      Files.deleteIfExists(partial);
      try (FileChannel channel =
          FileChannel.open(
              partial,
              EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        channel.write(ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
        channel.force(true);
      }
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  private OrillaException failed(String verb, IOException e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "cannot " + verb + " the node's key at " + file + ": " + e.getMessage(),
        e);
  }
}
