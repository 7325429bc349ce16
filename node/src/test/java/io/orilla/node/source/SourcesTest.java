package io.orilla.node.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.node.NodeFigures;
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
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SourcesTest {
  private static final SignalName FLOW = new SignalName("riva/hall1/water/loop1/flow");
  private static final SignalName PRESSURE = new SignalName("riva/hall1/water/loop1/pressure");
  private static final ObjectName NODE = new ObjectName("hall-1");

  private final ScriptedConnector connector = new ScriptedConnector();
  private FaultyDisk disk = new FaultyDisk(new MemoryDisk(), 3);
  private Journal journal;
  private Sources sources;

  /** Says what the test makes it say. */
  private static final class ScriptedConnector implements Connector {
    private @Nullable SampleListener listener;
    private int opened;
    private int closed;

    @Override
    public String type() {
      return "scripted";
    }

    @Override
    public Connection open(SourceSpec source, SampleListener told) {
      if (source.settings().has("wrong")) {
        throw OrillaException.invalid("settings.wrong: not known");
      }
      listener = told;
      opened++;
      return () -> closed++;
    }

    SampleListener listener() {
      return Objects.requireNonNull(listener);
    }
  }

  @BeforeEach
  void start() {
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

  @AfterEach
  void close() {
    sources.close();
    journal.close();
  }

  private void killAndStart() {
    FaultyDisk left = disk.afterKill();
    close();
    disk = left;
    start();
  }

  private void reach(DesiredState.Source... wanted) {
    sources.reach(
        new DesiredState(NODE, new StateVersion(1, 1), Instant.EPOCH, List.of(wanted), List.of()));
  }

  private static DesiredState.Source source(long generation) {
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

  private void say(SignalName signal, long... times) {
    connector
        .listener()
        .received(
            Arrays.stream(times)
                .mapToObj(time -> new Sample(signal, time, time, new Value.LongValue(time), 0))
                .toList());
  }

  private List<Long> times() {
    return read(Lane.SIGNALS, SampleRecords::decode).map(Sample::sourceTime).toList();
  }

  private List<Event.Gap> gaps() {
    return events(Event.Gap.class);
  }

  private <E extends Event> List<E> events(Class<E> type) {
    return read(Lane.EVENTS, payload -> JsonRecords.decode(payload, Event.class))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private <T> Stream<T> read(Lane lane, Function<byte[], List<T>> decoder) {
    List<T> records = new ArrayList<>();
    try (LaneReader reader = journal.reader(lane, 1)) {
      reader.forEach(
          journal.journalled(lane), block -> records.addAll(decoder.apply(block.payload())));
    }
    return records.stream();
  }

  private static void assertGap(Event.Gap gap, SignalName signal, long after, long before) {
    assertThat(List.of(gap.signal(), gap.after(), gap.before()))
        .isEqualTo(List.of(signal, after, before));
  }

  /** The second close waits for what the call in between may have begun. */
  @Test
  void closedSourcesStayClosed() {
    sources.close();
    reach(source(2));
    sources.close();
    assertThat(connector.opened).isEqualTo(1);
    assertThat(connector.closed).isEqualTo(1);
  }

  @Test
  void whatAConnectionSaysThatWasLeftBehindIsPassedOver() {
    say(FLOW, 10);
    journal.close();
    say(FLOW, 11);
    connector.listener().disconnected("cable");
    connector.listener().connected();
    killAndStart();
    assertThat(times()).containsExactly(10L);
    assertThat(events(Event.SourceState.class)).hasSize(2);
  }

  @Test
  void theFirstSamplesEverEndNoGap() {
    say(FLOW, 10, 11);
    assertThat(times()).containsExactly(10L, 11L);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void anInitialValueThatRepeatsTheLastOneIsCountedAndNotJournalledTwice() {
    say(FLOW, 10, 11);
    say(FLOW, 11, 12);
    assertThat(times()).containsExactly(10L, 11L, 12L);
    assertThat(sources.status().getFirst().figures().repeated()).isEqualTo(1);
  }

  @Test
  void aLostConnectionIsAGapOfEachSignalFromItsLastSampleToItsNext() {
    say(FLOW, 10);
    say(PRESSURE, 9);
    connector.listener().disconnected("cable");
    connector.listener().connected();
    say(FLOW, 10, 15);
    say(PRESSURE, 16, 17);
    assertThat(gaps()).hasSize(2).allMatch(gap -> gap.reason().equals("disconnected"));
    assertGap(gaps().getFirst(), FLOW, 10, 15);
    assertGap(gaps().getLast(), PRESSURE, 9, 16);
    assertThat(events(Event.SourceState.class))
        .extracting(Event.SourceState::connected)
        .containsExactly(true, false, true);
  }

  @Test
  void nothingIsMissingOfASourceThatIsResumedButWhatWasMissingBefore() {
    say(FLOW, 10);
    say(PRESSURE, 10);
    connector.listener().disconnected("cable");
    connector.listener().connected();
    say(FLOW, 15);
    connector.listener().disconnected("cable");
    connector.listener().disconnected("the switch starts");
    connector.listener().resumed();
    say(FLOW, 16);
    say(PRESSURE, 16);
    assertThat(gaps()).hasSize(2);
    assertGap(gaps().getFirst(), FLOW, 10, 15);
    assertGap(gaps().getLast(), PRESSURE, 10, 16);
  }

  @Test
  void anOverflowIsAGapOfItsSignalAlone() {
    say(FLOW, 10);
    say(PRESSURE, 10);
    connector.listener().overflowed(FLOW);
    say(FLOW, 14);
    say(PRESSURE, 14);
    assertThat(gaps()).hasSize(1);
    assertThat(gaps().getFirst().reason()).isEqualTo("overflow");
    assertGap(gaps().getFirst(), FLOW, 10, 14);
  }

  @Test
  void aKillIsAGapAlsoOfASignalThatHadNotSaidAnythingYet() {
    say(FLOW, 10, 11);
    killAndStart();
    say(FLOW, 11);
    say(FLOW, 14);
    say(PRESSURE, 15);
    assertThat(gaps()).hasSize(2).allMatch(gap -> gap.reason().equals("restart"));
    assertGap(gaps().getFirst(), FLOW, 11, 14);
    assertGap(gaps().getLast(), PRESSURE, 0, 15);
    assertThat(times()).containsExactly(10L, 11L, 14L, 15L);
  }

  private void sayUpTo(String place, SignalName signal, long... times) {
    connector
        .listener()
        .received(
            Arrays.stream(times)
                .mapToObj(time -> new Sample(signal, time, time, new Value.LongValue(time), 0))
                .toList(),
            place);
  }

  /** The times are those of a file's lines: equal ones are no repetition, and they may go back. */
  @Test
  void aSourceThatCanBeReadAgainGoesOnBehindWhatIsJournalled() {
    assertThat(connector.listener().place()).isEmpty();
    sayUpTo("0", FLOW);
    sayUpTo("3", FLOW, 10, 10, 9);
    killAndStart();
    assertThat(connector.listener().place()).contains("0");
    connector.listener().disconnected("the file is away");
    connector.listener().connected();
    sayUpTo("2", FLOW, 10, 10);
    sayUpTo("4", FLOW, 9, 11);
    sayUpTo("5", PRESSURE, 1);
    assertThat(times()).containsExactly(10L, 10L, 9L, 11L, 1L);
    assertThat(gaps()).isEmpty();
    sources.close();
    killAndStart();
    assertThat(connector.listener().place()).contains("5");
    sayUpTo("6", FLOW, 12);
    assertThat(times()).endsWith(1L, 12L);
  }

  @Test
  void aPlaceThatIsNoMoreIsAGapAndWhatComesThenIsNew() {
    sayUpTo("0", FLOW);
    sayUpTo("1", FLOW, 10);
    killAndStart();
    connector.listener().overflowed(FLOW);
    sayUpTo("0", FLOW, 20);
    assertThat(times()).containsExactly(10L, 20L);
    assertThat(gaps()).hasSize(1).allMatch(gap -> gap.reason().equals("overflow"));
  }

  @Test
  void aRefusedSignalIsInTroubleUntilItsNextSampleWhichEndsAGap() {
    say(FLOW, 10);
    connector.listener().refused(FLOW, "exception 2: illegal data address");
    assertThat(figures().inTrouble()).isEqualTo(1);
    assertThat(figures().troubles())
        .containsExactly(new NodeFigures.Trouble(FLOW, "exception 2: illegal data address"));
    say(PRESSURE, 11);
    say(FLOW, 12);
    assertThat(figures().inTrouble()).isZero();
    assertThat(figures().refused()).isEqualTo(1);
    assertThat(gaps()).hasSize(1).allMatch(gap -> gap.reason().equals("refused"));
    assertGap(gaps().getFirst(), FLOW, 10, 12);
  }

  @Test
  void whatComesIsCounted() {
    connector
        .listener()
        .received(List.of(new Sample(FLOW, 5_000_000, 7_000_000, new Value.LongValue(1), 0)));
    connector.listener().disconnected("cable");
    connector.listener().connected();
    say(FLOW, 5_000_000);
    assertThat(figures().received()).isEqualTo(2);
    assertThat(figures().journalled()).isEqualTo(1);
    assertThat(figures().reconnects()).isEqualTo(1);
    assertThat(figures().heard()).isBeforeOrEqualTo(Instant.now());
    assertThat(figures().lag()).isZero();
  }

  private NodeFigures.SourceFigures figures() {
    return sources.status().getFirst().figures();
  }

  @Test
  void aLateSampleDoesNotEndAGap() {
    say(FLOW, 10);
    connector.listener().disconnected("cable");
    connector.listener().connected();
    say(FLOW, 8);
    say(FLOW, 20);
    assertThat(gaps()).hasSize(1);
    assertGap(gaps().getFirst(), FLOW, 10, 20);
    assertThat(times()).containsExactly(10L, 8L, 20L);
  }

  @Test
  void aNewGenerationOpensTheSourceAnewAndAVanishedOneIsClosed() {
    say(FLOW, 10);
    reach(source(2));
    await().until(() -> connector.opened == 2 && connector.closed == 1);
    connector.listener().connected();
    say(FLOW, 12);
    assertGap(gaps().getFirst(), FLOW, 10, 12);
    reach();
    await().until(() -> connector.closed == 2);
    assertThat(sources.status()).isEmpty();
  }

  @Test
  void aSourceThatCannotBeOpenedSaysWhy() {
    DesiredState.Source plain = source(2);
    SourceSpec wrong =
        new SourceSpec(
            NODE,
            "scripted",
            JsonNodeFactory.instance.objectNode().put("wrong", true),
            plain.spec().signals());
    SourceSpec unknown =
        new SourceSpec(NODE, "modbus", plain.spec().settings(), plain.spec().signals());
    reach(new DesiredState.Source(new ObjectName("plant"), 2, wrong));
    awaitReason("settings.wrong: not known");
    reach(new DesiredState.Source(new ObjectName("plant"), 3, unknown));
    awaitReason("this node has no connector 'modbus'; it has [scripted]");
  }

  private void awaitReason(String reason) {
    await().until(() -> sources.status().getFirst().reason().equals(reason));
    assertThat(sources.status().getFirst().connected()).isFalse();
  }
}
