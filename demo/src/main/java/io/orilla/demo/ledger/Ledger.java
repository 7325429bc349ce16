package io.orilla.demo.ledger;

import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.model.content.Micros;
import io.orilla.model.content.Ordered;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The plant's own account of what it handed to its subscribers, written before they get it: a CSV
 * file that only grows, and starts anew with each plant. It is written through at every hand-over,
 * so whoever reads it when a value has arrived finds that value.
 */
public final class Ledger implements HandOver, AutoCloseable {
  private final FileChannel file;
  private final Map<String, SignalName> signals;
  private long number;

  private Ledger(FileChannel file, Map<String, SignalName> signals) {
    this.file = file;
    this.signals = Ordered.copy(signals);
  }

  /**
   * Begins an empty ledger.
   *
   * @param signals their names by node
   * @throws OrillaException STORAGE_UNAVAILABLE when the file cannot be written
   */
  public static Ledger open(Path path, Map<String, SignalName> signals) {
    try {
      FileChannel file =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      Ledger ledger = new Ledger(file, signals);
      ledger.write(LedgerEntry.HEADER + "\n");
      return ledger;
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot write the ledger " + path + ": " + e, e);
    }
  }

  /** The entries that are in the file now. */
  public static List<LedgerEntry> read(Path path) {
    try (Stream<String> lines = Files.lines(path)) {
      return lines.skip(1).map(LedgerEntry::parse).toList();
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot read the ledger " + path + ": " + e, e);
    }
  }

  @Override
  public void handed(List<HandedValue> values) {
    long now = Micros.of(Instant.now());
    StringBuilder lines = new StringBuilder();
    for (HandedValue handed : values) {
      lines.append(entry(handed, now).line()).append('\n');
    }
    try {
      write(lines.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger cannot be written", e);
    }
  }

  private LedgerEntry entry(HandedValue handed, long now) {
    ServedValue value = handed.value();
    return new LedgerEntry(
        ++number,
        now,
        Objects.requireNonNull(signals.get(value.node()), value.node()),
        value.sourceTime(),
        ((Number) Objects.requireNonNull(value.value().value(), value.node())).doubleValue(),
        value.statusCode(),
        handed.repeated());
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
