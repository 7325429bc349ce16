package io.orilla.node.config;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code agent.yaml} in a node's home, and the one before: the last with which the agent started.
 * One that is half written or wrong does not stop a node that worked: it starts with the one
 * before, and says so. Format: {@code docs/format/node-home.md}.
 */
public final class SettingsFile<S extends Record> {
  public static final String NAME = "agent.yaml";
  public static final String PREVIOUS = "agent.previous.yaml";
  private static final String DEFAULTS = SettingsText.END + "\n";

  private final Path folder;
  private final SettingsText<S> text;

  public SettingsFile(Path folder, S defaults, Class<S> type, Set<String> fixed) {
    this.folder = folder;
    this.text = new SettingsText<>(NAME, defaults, type, fixed);
  }

  /**
   * What a node starts with.
   *
   * @param content the text it was read from
   * @param problem why the newest text was not taken, if it was not
   */
  public record Loaded<S>(S settings, String content, Optional<String> problem) {}

  /**
   * @throws OrillaException INVALID_DOCUMENT when the file is wrong and there is none before it
   */
  public Loaded<S> load() {
    String newest = read(NAME).orElse(DEFAULTS);
    try {
      return new Loaded<>(text.read(newest), newest, Optional.empty());
    } catch (OrillaException wrong) {
      String previous = read(PREVIOUS).orElseThrow(() -> wrong);
      return new Loaded<>(
          text.read(previous),
          previous,
          Optional.of(wrong.text() + "; the node runs with the settings of " + PREVIOUS));
    }
  }

  /** Remembers settings with which the agent started. */
  public void started(Loaded<S> loaded) {
    if (!read(PREVIOUS).equals(Optional.of(loaded.content()))) {
      write(PREVIOUS, loaded.content());
    }
  }

  /**
   * Changes values; the agent takes them when it starts the next time.
   *
   * @param changes values in YAML by path, as {@code journal.history}
   * @throws OrillaException INVALID_DOCUMENT when the result would be wrong; nothing is changed
   */
  public void set(Map<String, String> changes) {
    String changed = read(NAME).orElse(DEFAULTS);
    for (Map.Entry<String, String> change : changes.entrySet()) {
      changed = text.with(changed, change.getKey(), change.getValue());
    }
    text.read(changed);
    write(NAME, changed);
  }

  private Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(folder.resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("read", name, e);
    }
  }

  private void write(String name, String content) {
    Path file = folder.resolve(name);
    Path partial = folder.resolve(".partial-" + name);
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw failed("write", name, e);
    }
  }

  private OrillaException failed(String verb, String name, IOException e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "cannot " + verb + " " + folder.resolve(name) + ": " + e.getMessage() + "; check the disk",
        e);
  }
}
