package io.orilla.node.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.MemoryDisk;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.journal.LaneReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Sources that read a connector which says what a test makes it say, and their journal. */
final class SourcesBed implements AutoCloseable {
  static final SignalName FLOW = new SignalName("riva/hall1/water/loop1/flow");
  static final SignalName PRESSURE = new SignalName("riva/hall1/water/loop1/pressure");
  static final ObjectName NODE = new ObjectName("hall-1");

  private final ScriptedConnector connector = new ScriptedConnector();
  private FaultyDisk disk = new FaultyDisk(new MemoryDisk(), 3);
  private Journal journal;
  private Sources sources;

  SourcesBed() {
    start();
  }

  private void start() {
    journal =
        Journal.open(
            disk,
            JournalSettings.DEFAULT,
            InstantSource.system(),
            () -> new JournalEpoch(new UUID(1, 2)));
    sources = new Sources(List.of(connector), journal, new Documents(disk), InstantSource.system());
    reach(source(1));
    await().until(sources::settled);
    connector.listener().connected();
  }

  @Override
  public void close() {
    sources.close();
    journal.close();
  }

  ScriptedConnector connector() {
    return connector;
  }

  Sources sources() {
    return sources;
  }

  Journal journal() {
    return journal;
  }

  void killAndStart() {
    FaultyDisk left = disk.afterKill();
    close();
    disk = left;
    start();
  }

  void reach(DesiredState.Source... wanted) {
    sources.reach(
        new DesiredState(NODE, new StateVersion(1, 1), Instant.EPOCH, List.of(wanted), List.of()));
  }

  static DesiredState.Source source(long generation) {
    return new DesiredState.Source(
        new ObjectName("plant"),
        generation,
        new SourceSpec(
            NODE,
            "scripted",
            JsonNodeFactory.instance.objectNode(),
            List.of(
                new SourceSpec.Signal(FLOW, "f", "l/min"),
                new SourceSpec.Signal(PRESSURE, "p", "bar"))));
  }

  void say(SignalName signal, long... times) {
    connector
        .listener()
        .received(
            Arrays.stream(times)
                .mapToObj(time -> new Sample(signal, time, time, new Value.LongValue(time), 0))
                .toList());
  }

  List<Long> times() {
    return read(Lane.SIGNALS, SampleRecords::decode).map(Sample::sourceTime).toList();
  }

  List<Event.Gap> gaps() {
    return events(Event.Gap.class);
  }

  <E extends Event> List<E> events(Class<E> type) {
    return read(Lane.EVENTS, payload -> JsonRecords.decode(payload, Event.class))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  <T> Stream<T> read(Lane lane, Function<byte[], List<T>> decoder) {
    List<T> records = new ArrayList<>();
    try (LaneReader reader = journal.reader(lane, 1)) {
      reader.forEach(
          journal.journalled(lane), block -> records.addAll(decoder.apply(block.payload())));
    }
    return records.stream();
  }

  static void assertGap(Event.Gap gap, SignalName signal, long after, long before) {
    assertThat(List.of(gap.signal(), gap.after(), gap.before()))
        .isEqualTo(List.of(signal, after, before));
  }

  void sayUpTo(String place, SignalName signal, long... times) {
    connector
        .listener()
        .received(
            Arrays.stream(times)
                .mapToObj(time -> new Sample(signal, time, time, new Value.LongValue(time), 0))
                .toList(),
            place);
  }
}
