package io.orilla.node.source;

import io.orilla.model.connector.Connector;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import io.orilla.node.state.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The sources that this node reads: opened, closed and opened anew as they are declared. */
public final class Sources implements Reconciler, AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Connectors connectors;
  private final Journal journal;
  private final SignalTracks tracks;
  private final InstantSource clock;
  private final Map<ObjectName, ReadSource> sources = new TreeMap<>();
  private boolean closed;

  public Sources(
      List<Connector> connectors, Journal journal, Documents documents, InstantSource clock) {
    this.connectors = new Connectors(connectors);
    this.journal = journal;
    this.clock = clock;
    this.tracks = SignalTracks.load(journal, documents);
  }

  @Override
  public synchronized void reach(DesiredState state) {
    if (closed) {
      return;
    }
    List<ObjectName> gone = new ArrayList<>(sources.keySet());
    for (DesiredState.Source wanted : state.sources()) {
      gone.remove(wanted.name());
      sources
          .computeIfAbsent(wanted.name(), name -> new ReadSource(connectors, this::reader))
          .reach(wanted);
    }
    for (ObjectName name : gone) {
      ReadSource source = sources.remove(name);
      if (source != null) {
        var unused = source.close();
      }
    }
  }

  @Override
  public synchronized boolean settled() {
    return sources.values().stream().allMatch(ReadSource::isOpenAsWanted);
  }

  private SourceReader reader(DesiredState.Source source) {
    tracks.opening(source.name(), source.spec());
    return new SourceReader(source, journal, tracks, clock);
  }

  public synchronized List<SourceStatus> status() {
    return sources.values().stream().flatMap(source -> source.status().stream()).toList();
  }

  /** Closes all at the same time, for good; one that does not close in time is left behind. */
  @Override
  public synchronized void close() {
    closed = true;
    CompletableFuture<?>[] closing =
        sources.values().stream().map(ReadSource::close).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(closing)
        .completeOnTimeout(null, CLOSING.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    tracks.close();
  }
}
