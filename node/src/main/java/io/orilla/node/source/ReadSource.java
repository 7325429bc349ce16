package io.orilla.node.source;

import io.orilla.model.connector.Connector;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.error.OrillaException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source by its name, through its generations. What is asked of it is done in order on threads
 * of its own, so that a peer that is slow to let go delays no other source.
 */
final class ReadSource {
  private static final Logger log = LoggerFactory.getLogger(ReadSource.class);
  private static final Executor OWN_THREAD = task -> Thread.ofVirtual().name("source").start(task);

  private final Connectors connectors;
  private final Function<DesiredState.Source, SourceReader> readers;
  private CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {}, OWN_THREAD);
  private Optional<DesiredState.Source> wanted = Optional.empty();
  private volatile Optional<SourceReader> reader = Optional.empty();
  private volatile boolean closed;
  private Connector.@Nullable Connection connection;

  ReadSource(Connectors connectors, Function<DesiredState.Source, SourceReader> readers) {
    this.connectors = connectors;
    this.readers = readers;
  }

  Optional<SourceStatus> status() {
    return reader.map(SourceReader::status);
  }

  synchronized boolean isOpenAsWanted() {
    long generation = wanted.map(DesiredState.Source::generation).orElse(0L);
    return status().filter(status -> status.generation() == generation).isPresent();
  }

  synchronized void reach(DesiredState.Source source) {
    if (closed || wanted.filter(source::equals).isPresent()) {
      return;
    }
    wanted = Optional.of(source);
    work =
        work.thenRunAsync(
            () -> {
              disconnect();
              connect(source);
            },
            OWN_THREAD);
  }

  /** For good; what was asked for before and is not begun yet is left out. */
  synchronized CompletableFuture<Void> close() {
    closed = true;
    wanted = Optional.empty();
    work = work.thenRunAsync(this::disconnect, OWN_THREAD);
    return work;
  }

  private void connect(DesiredState.Source source) {
    if (closed) {
      return;
    }
    try {
      SourceReader opened = readers.apply(source);
      reader = Optional.of(opened);
      open(source, opened);
    } catch (RuntimeException e) {
      log.error("Source {} cannot be opened", source.name(), e);
    }
  }

  private void open(DesiredState.Source source, SourceReader opened) {
    try {
      connection = connectors.of(source.spec().connector()).open(source.spec(), opened);
    } catch (OrillaException e) {
      opened.disconnected(e.text());
    }
  }

  private void disconnect() {
    Connector.Connection open = connection;
    connection = null;
    try {
      if (open != null) {
        open.close();
        reader.ifPresent(SourceReader::closed);
      }
    } catch (RuntimeException e) {
      log.warn("A source did not close cleanly", e);
    }
  }
}
