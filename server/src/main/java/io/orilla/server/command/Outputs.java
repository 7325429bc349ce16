package io.orilla.server.command;

import io.orilla.model.command.CommandId;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What nodes answered to commands, a file for each, kept for a week. Thread-safe. */
public final class Outputs {
  private static final long MOST = 64 << 20;
  private static final Duration KEPT = Duration.ofDays(7);

  private final Path folder;
  private final InstantSource clock;
  private final Map<CommandId, Instant> lastRead = new ConcurrentHashMap<>();

  public Outputs(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Appends a part; one that came before changes nothing.
   *
   * @return the bytes that are held now
   * @throws OrillaException INVALID_ARGUMENT when a part before is missing, or there is no such
   *     place, NOT_ALLOWED when it is more than is taken
   */
  synchronized long append(CommandId id, long from, byte[] part) {
    requirePlace(from);
    try {
      Files.createDirectories(folder);
      try (FileChannel file =
          FileChannel.open(
              folder.resolve(id.text()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        long held = file.size();
        if (from > held) {
          throw OrillaException.invalid("the output holds " + held + " bytes; send from there");
        }
        if (from + part.length > MOST) {
          throw new OrillaException(ErrorCode.NOT_ALLOWED, "an output has at most 64 MiB");
        }
        int known = (int) Math.min(held - from, part.length);
        ByteBuffer fresh = ByteBuffer.wrap(part, known, part.length - known);
        while (fresh.hasRemaining()) {
          file.write(fresh, from + fresh.position());
        }
        notifyAll();
        return Math.max(held, from + part.length);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * What follows a place, up to so many bytes; nothing when nothing does.
   *
   * @throws OrillaException INVALID_ARGUMENT when there is no such place
   */
  byte[] read(CommandId id, long from, int atMost) {
    requirePlace(from);
    lastRead.put(id, clock.instant());
    Path path = folder.resolve(id.text());
    if (!Files.exists(path)) {
      return new byte[0];
    }
    try (FileChannel file = FileChannel.open(path)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.clamp(file.size() - from, 0, atMost));
      while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
        continue;
      }
      return bytes.array();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void requirePlace(long from) {
    if (from < 0) {
      throw OrillaException.invalid("an output begins at byte 0, there is no byte " + from);
    }
  }

  /** Whether somebody read it within this time; who asked for it has as long to begin. */
  boolean isRead(CommandId id, Duration lately) {
    Instant now = clock.instant();
    Instant last = lastRead.computeIfAbsent(id, _ -> now);
    return last.plus(lately).isAfter(now);
  }

  /** Wakes those who wait for more. */
  public synchronized void wake() {
    notifyAll();
  }

  /** Waits until an output grows or a command's state changes, or the time is over. */
  synchronized void await(Duration atMost) throws InterruptedException {
    wait(atMost.toMillis());
  }

  /** Removes what is older than a week; to be called now and then. */
  public void removeOld() {
    Instant longAgo = clock.instant().minus(KEPT);
    lastRead.values().removeIf(longAgo::isAfter);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      for (Path file : all) {
        if (Files.getLastModifiedTime(file).toMillis() < longAgo.toEpochMilli()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private OrillaException failed(IOException e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "cannot use " + folder + ": " + e.getMessage() + "; check the server's disk",
        e);
  }
}
