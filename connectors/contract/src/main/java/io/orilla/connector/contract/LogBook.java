package io.orilla.connector.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that is logged meanwhile, fine or not. */
final class LogBook extends Handler implements AutoCloseable {
  /** Kept: the JDK forgets loggers that nobody holds. */
  private static final Logger OURS = Logger.getLogger("io.orilla");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final SimpleFormatter formatter = new SimpleFormatter();

  private LogBook() {}

  static LogBook open() {
    LogBook book = new LogBook();
    book.setLevel(Level.ALL);
    OURS.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(book);
    return book;
  }

  @Override
  public void publish(LogRecord entry) {
    lines.add(formatter.format(entry));
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
    OURS.setLevel(null);
  }
}
