package io.orilla.demo.bench.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orilla.demo.bench.Figure;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.Clean;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FileDisk;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.journal.SampleReader;
import io.orilla.node.source.Sources;
import io.orilla.pipeline.Evaluator;
import io.orilla.pipeline.Row;
import io.orilla.pipeline.RowListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Samples through the node's own parts: connector SPI, source, journal, evaluator. */
final class Flow {
  private static final ObjectName NODE = new ObjectName("bench");
  private static final AssetName ASSET = new AssetName("riva/hall1/bench/press");
  private static final int SIGNALS = 40;
  private static final int ROWS_IN_CALL = 10;
  private static final int SAMPLES_IN_CALL = SIGNALS * ROWS_IN_CALL;
  private static final long BEGIN = 1_700_000_000_000_000L;
  private static final long PERIOD = 100_000;

  private final Preparation preparation =
      new Preparation(
          IntStream.range(0, SIGNALS).mapToObj(index -> column("s" + index)).toList(),
          new Clean(
              Duration.ofSeconds(1),
              Duration.ofSeconds(5),
              Duration.ofSeconds(2),
              Duration.ofDays(36500)),
          List.of());

  private final AtomicLong total = new AtomicLong(Long.MAX_VALUE);

  private static Preparation.Column column(String name) {
    return new Preparation.Column(name, "");
  }

  /** Samples that pass in {@code time}, all of them evaluated at the end. */
  Figure measure(Path folder, Duration time) throws IOException, InterruptedException {
    double bare = bareEvaluator(time.dividedBy(4));
    try (Journal journal =
        Journal.open(
            new FileDisk(folder),
            JournalSettings.DEFAULT,
            InstantSource.system(),
            () -> new JournalEpoch(UUID.randomUUID()))) {
      Listening connector = new Listening();
      Documents documents = new Documents(new FileDisk(folder.resolve("documents")));
      try (Sources sources =
          new Sources(List.of(connector), journal, documents, InstantSource.system())) {
        sources.reach(state());
        SampleListener listener = connector.opened.join();
        long began = System.nanoTime();
        CompletableFuture<Void> evaluated = CompletableFuture.runAsync(() -> follow(journal));
        push(listener, time);
        evaluated.join();
        long samples = total.get();
        double seconds = (System.nanoTime() - began) / 1e9;
        return Figure.atLeast(
            100_000,
            "samples_s",
            samples / seconds,
            bare,
            "through SPI, journal and evaluator, to the last one | the evaluator alone");
      }
    }
  }

  /** The total is told before the last samples come, so that who follows knows when to end. */
  private void push(SampleListener listener, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    listener.connected();
    long calls = 0;
    while (System.nanoTime() < end) {
      listener.received(samples(calls++));
    }
    total.set((calls + 1) * SAMPLES_IN_CALL);
    listener.received(samples(calls));
    listener.disconnected("the end");
  }

  private void follow(Journal journal) {
    Evaluator evaluator = new Evaluator(ASSET, preparation, new Rows());
    long count = 0;
    try (SampleReader reader = journal.sampleReader(1)) {
      while (count < total.get()) {
        List<Sample> samples = reader.next().orElseThrow().samples();
        samples.forEach(evaluator::accept);
        count += samples.size();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double bareEvaluator(Duration time) {
    Evaluator evaluator = new Evaluator(ASSET, preparation, new Rows());
    long began = System.nanoTime();
    long calls = 0;
    while (System.nanoTime() - began < time.toNanos()) {
      samples(calls++).forEach(evaluator::accept);
    }
    return calls * SAMPLES_IN_CALL / ((System.nanoTime() - began) / 1e9);
  }

  private static List<Sample> samples(long call) {
    List<Sample> samples = new ArrayList<>(SAMPLES_IN_CALL);
    for (int row = 0; row < ROWS_IN_CALL; row++) {
      long time = BEGIN + (call * ROWS_IN_CALL + row) * PERIOD;
      for (int signal = 0; signal < SIGNALS; signal++) {
        samples.add(
            new Sample(
                ASSET.signal("s" + signal), time, time, new Value.DoubleValue(row + signal), 0));
      }
    }
    return samples;
  }

  private static DesiredState state() {
    List<SourceSpec.Signal> signals =
        IntStream.range(0, SIGNALS)
            .mapToObj(index -> new SourceSpec.Signal(ASSET.signal("s" + index), "s" + index, ""))
            .toList();
    SourceSpec spec =
        new SourceSpec(NODE, Listening.TYPE, JsonNodeFactory.instance.objectNode(), signals);
    return new DesiredState(
        NODE,
        new StateVersion(1, 1),
        Instant.EPOCH,
        List.of(new DesiredState.Source(new ObjectName("press"), 1, spec)),
        List.of());
  }

  /** Hands out the listener of the source that is opened. */
  private static final class Listening implements Connector {
    static final String TYPE = "bench";
    final CompletableFuture<SampleListener> opened = new CompletableFuture<>();

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public Connection open(SourceSpec source, SampleListener listener) {
      opened.complete(listener);
      return () -> {};
    }
  }

  private static final class Rows implements RowListener {
    @Override
    public void row(Row row) {}

    @Override
    public void aside(Sample sample, String rule) {}
  }
}
