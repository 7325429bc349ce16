package io.orilla.node.output;

import io.orilla.model.error.OrillaException;
import io.orilla.node.config.SettingsText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * {@code outputs.yaml} in a node's home, which people at the node write and no server can. Nothing
 * is written to the plant without it, and nothing while it is wrong. Format: {@code
 * docs/format/node-home.md}. Used by one thread; what it says is read by any.
 */
public final class PermissionFile {
  public static final String NAME = "outputs.yaml";

  private static final SettingsText<Permissions> TEXT =
      new SettingsText<>(NAME, Permissions.NONE, Permissions.class, Set.of());

  private final Path file;
  private byte[] content = {};
  private volatile Permissions permissions = Permissions.NONE;
  private volatile Optional<String> problem = Optional.empty();

  public PermissionFile(Path home) {
    this.file = home.resolve(NAME);
  }

  Permissions permissions() {
    return permissions;
  }

  /** Why it is not taken; empty when it is, or when there is none. */
  Optional<String> problem() {
    return problem;
  }

  /** Looks at it; true when it says something else than before. */
  boolean look() {
    Optional<String> before = problem;
    byte[] now;
    try {
      now = Files.readAllBytes(file);
      refuseWhatOthersWrite();
    } catch (NoSuchFileException e) {
      now = new byte[0];
    } catch (IOException e) {
      return refuse("cannot read " + file + ": " + e.getMessage(), before);
    } catch (OrillaException e) {
      return refuse(e.text(), before);
    }
    if (Arrays.equals(now, content) && before.isEmpty()) {
      return false;
    }
    return take(now, before);
  }

  private boolean take(byte[] now, Optional<String> before) {
    try {
      permissions =
          now.length == 0 ? Permissions.NONE : TEXT.read(new String(now, StandardCharsets.UTF_8));
      content = now;
      problem = Optional.empty();
      return true;
    } catch (OrillaException e) {
      return refuse(e.text(), before);
    }
  }

  private boolean refuse(String reason, Optional<String> before) {
    permissions = Permissions.NONE;
    content = new byte[0];
    problem = Optional.of(reason + "; nothing is written to the plant");
    return !problem.equals(before);
  }

  private void refuseWhatOthersWrite() throws IOException {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      if (rights.contains(PosixFilePermission.GROUP_WRITE)
          || rights.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw OrillaException.invalid(
            NAME + " can be written by others than its owner: chmod go-w " + file);
      }
    } catch (UnsupportedOperationException e) {
      return; // a file system without such rights
    }
  }
}
