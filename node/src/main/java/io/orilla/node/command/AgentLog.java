package io.orilla.node.command;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The agent's log as files of its home, which rotate and so stay bounded, and its latest lines in
 * memory for whoever follows. A disk that refuses takes no line from the other. Thread-safe.
 */
public final class AgentLog implements AutoCloseable {
  private static final int FILES = 4;
  private static final int LINES = 500;

  private final Path folder;
  private final Lines lines = new Lines();
  private final Logger root = LogManager.getLogManager().getLogger("");
  private final Handler files;

  private AgentLog(Path folder, Handler files) {
    this.folder = folder;
    this.files = files;
    root.addHandler(files);
    root.addHandler(lines);
  }

  /** Logs from now on into {@code agent-0.log}, the newest, and three older ones. */
  public static AgentLog open(Path folder, int bytes) {
    return new AgentLog(folder, files(folder, bytes));
  }

  private static Handler files(Path folder, int bytes) {
    try {
      Files.createDirectories(folder);
      String pattern = folder.toString().replace("%", "%%") + "/agent-%g.log";
      FileHandler files = new FileHandler(pattern, bytes, FILES, true);
      files.setFormatter(new SimpleFormatter());
      files.setEncoding(StandardCharsets.UTF_8.name());
      return files;
    } catch (IOException e) {
      LoggerFactory.getLogger(AgentLog.class).warn("No log in {}: {}", folder, e.getMessage());
      return new Lines();
    }
  }

  /**
   * The end of the log, oldest line first; no more of it is read.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE when it cannot be read
   */
  public byte[] end(int bytes) {
    files.flush();
    Deque<byte[]> parts = new ArrayDeque<>();
    int left = bytes;
    for (int file = 0; file < FILES && left > 0; file++) {
      byte[] part = end(folder.resolve("agent-" + file + ".log"), left);
      parts.addFirst(part);
      left -= part.length;
    }
    ByteBuffer end = ByteBuffer.allocate(bytes - left);
    parts.forEach(end::put);
    return end.array();
  }

  private static byte[] end(Path file, int bytes) {
    if (!Files.exists(file)) {
      return new byte[0];
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long from = Math.max(0, channel.size() - bytes);
      ByteBuffer end = ByteBuffer.allocate((int) (channel.size() - from));
      while (end.hasRemaining() && channel.read(end, from + end.position()) >= 0) {
        continue;
      }
      return end.array();
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot read the log: " + e.getMessage(), e);
    }
  }

  /** Follows the log from now on. */
  Follower follow() {
    return lines.new Reader();
  }

  /** Reads lines as they are logged. It has one owner. */
  interface Follower {
    /** The next lines, waited for; none when none came. What is no longer held is left out. */
    String next(Duration atMost) throws InterruptedException;
  }

  @Override
  public void close() {
    root.removeHandler(lines);
    root.removeHandler(files);
    files.close();
  }

  private static final class Lines extends Handler {
    private final ArrayDeque<String> latest = new ArrayDeque<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private long count;

    @Override
    public synchronized void publish(LogRecord line) {
      latest.addLast(formatter.format(line));
      count++;
      if (latest.size() > LINES) {
        latest.removeFirst();
      }
      notifyAll();
    }

    private synchronized Part after(long known, Duration atMost) throws InterruptedException {
      if (count == known) {
        wait(atMost.toMillis());
      }
      long held = Math.min(count - known, latest.size());
      Stream<String> fresh = latest.stream().skip(latest.size() - held);
      return new Part(count, String.join("", fresh.toList()));
    }

    private record Part(long count, String text) {}

    private final class Reader implements Follower {
      private long read = count;

      @Override
      public String next(Duration atMost) throws InterruptedException {
        Part part = after(read, atMost);
        read = part.count();
        return part.text();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
