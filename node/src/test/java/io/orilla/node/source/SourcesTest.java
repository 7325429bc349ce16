package io.orilla.node.source;

import static io.orilla.node.source.SourcesBed.FLOW;
import static io.orilla.node.source.SourcesBed.NODE;
import static io.orilla.node.source.SourcesBed.PRESSURE;
import static io.orilla.node.source.SourcesBed.assertGap;
import static io.orilla.node.source.SourcesBed.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.journal.Event;
import io.orilla.model.node.NodeFigures;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of what connectors say: samples, gaps, states and counts. */
final class SourcesTest {
  @AutoClose private final SourcesBed bed = new SourcesBed();

  /** The second close waits for what the call in between may have begun. */
  @Test
  void closedSourcesStayClosed() {
    bed.sources().close();
    bed.reach(source(2));
    bed.sources().close();
    assertThat(bed.connector().opened()).isEqualTo(1);
    assertThat(bed.connector().closed()).isEqualTo(1);
  }

  @Test
  void whatAConnectionSaysThatWasLeftBehindIsPassedOver() {
    bed.say(FLOW, 10);
    bed.journal().close();
    bed.say(FLOW, 11);
    bed.connector().listener().disconnected("cable");
    bed.connector().listener().connected();
    bed.killAndStart();
    assertThat(bed.times()).containsExactly(10L);
    assertThat(bed.events(Event.SourceState.class)).hasSize(2);
  }

  @Test
  void theFirstSamplesEverEndNoGap() {
    bed.say(FLOW, 10, 11);
    assertThat(bed.times()).containsExactly(10L, 11L);
    assertThat(bed.gaps()).isEmpty();
  }

  @Test
  void anInitialValueThatRepeatsTheLastOneIsCountedAndNotJournalledTwice() {
    bed.say(FLOW, 10, 11);
    bed.say(FLOW, 11, 12);
    assertThat(bed.times()).containsExactly(10L, 11L, 12L);
    assertThat(bed.sources().status().getFirst().figures().repeated()).isEqualTo(1);
  }

  @Test
  void aLostConnectionIsAGapOfEachSignalFromItsLastSampleToItsNext() {
    bed.say(FLOW, 10);
    bed.say(PRESSURE, 9);
    bed.connector().listener().disconnected("cable");
    bed.connector().listener().connected();
    bed.say(FLOW, 10, 15);
    bed.say(PRESSURE, 16, 17);
    assertThat(bed.gaps()).hasSize(2).allMatch(gap -> gap.reason().equals("disconnected"));
    assertGap(bed.gaps().getFirst(), FLOW, 10, 15);
    assertGap(bed.gaps().getLast(), PRESSURE, 9, 16);
    assertThat(bed.events(Event.SourceState.class))
        .extracting(Event.SourceState::connected)
        .containsExactly(true, false, true);
  }

  @Test
  void nothingIsMissingOfASourceThatIsResumedButWhatWasMissingBefore() {
    bed.say(FLOW, 10);
    bed.say(PRESSURE, 10);
    bed.connector().listener().disconnected("cable");
    bed.connector().listener().connected();
    bed.say(FLOW, 15);
    bed.connector().listener().disconnected("cable");
    bed.connector().listener().disconnected("the switch starts");
    bed.connector().listener().resumed();
    bed.say(FLOW, 16);
    bed.say(PRESSURE, 16);
    assertThat(bed.gaps()).hasSize(2);
    assertGap(bed.gaps().getFirst(), FLOW, 10, 15);
    assertGap(bed.gaps().getLast(), PRESSURE, 10, 16);
  }

  @Test
  void anOverflowIsAGapOfItsSignalAlone() {
    bed.say(FLOW, 10);
    bed.say(PRESSURE, 10);
    bed.connector().listener().overflowed(FLOW);
    bed.say(FLOW, 14);
    bed.say(PRESSURE, 14);
    assertThat(bed.gaps()).hasSize(1);
    assertThat(bed.gaps().getFirst().reason()).isEqualTo("overflow");
    assertGap(bed.gaps().getFirst(), FLOW, 10, 14);
  }

  @Test
  void aKillIsAGapAlsoOfASignalThatHadNotSaidAnythingYet() {
    bed.say(FLOW, 10, 11);
    bed.killAndStart();
    bed.say(FLOW, 11);
    bed.say(FLOW, 14);
    bed.say(PRESSURE, 15);
    assertThat(bed.gaps()).hasSize(2).allMatch(gap -> gap.reason().equals("restart"));
    assertGap(bed.gaps().getFirst(), FLOW, 11, 14);
    assertGap(bed.gaps().getLast(), PRESSURE, 0, 15);
    assertThat(bed.times()).containsExactly(10L, 11L, 14L, 15L);
  }

  @Test
  void aRefusedSignalIsInTroubleUntilItsNextSampleWhichEndsAGap() {
    bed.say(FLOW, 10);
    bed.connector().listener().refused(FLOW, "exception 2: illegal data address");
    assertThat(figures().inTrouble()).isEqualTo(1);
    assertThat(figures().troubles())
        .containsExactly(new NodeFigures.Trouble(FLOW, "exception 2: illegal data address"));
    bed.say(PRESSURE, 11);
    bed.say(FLOW, 12);
    assertThat(figures().inTrouble()).isZero();
    assertThat(figures().refused()).isEqualTo(1);
    assertThat(bed.gaps()).hasSize(1).allMatch(gap -> gap.reason().equals("refused"));
    assertGap(bed.gaps().getFirst(), FLOW, 10, 12);
  }

  @Test
  void whatComesIsCounted() {
    bed.connector()
        .listener()
        .received(List.of(new Sample(FLOW, 5_000_000, 7_000_000, new Value.LongValue(1), 0)));
    bed.connector().listener().disconnected("cable");
    bed.connector().listener().connected();
    bed.say(FLOW, 5_000_000);
    assertThat(figures().received()).isEqualTo(2);
    assertThat(figures().journalled()).isEqualTo(1);
    assertThat(figures().reconnects()).isEqualTo(1);
    assertThat(figures().heard()).isBeforeOrEqualTo(Instant.now());
    assertThat(figures().lag()).isZero();
  }

  private NodeFigures.SourceFigures figures() {
    return bed.sources().status().getFirst().figures();
  }

  @Test
  void aLateSampleDoesNotEndAGap() {
    bed.say(FLOW, 10);
    bed.connector().listener().disconnected("cable");
    bed.connector().listener().connected();
    bed.say(FLOW, 8);
    bed.say(FLOW, 20);
    assertThat(bed.gaps()).hasSize(1);
    assertGap(bed.gaps().getFirst(), FLOW, 10, 20);
    assertThat(bed.times()).containsExactly(10L, 8L, 20L);
  }

  @Test
  void aNewGenerationOpensTheSourceAnewAndAVanishedOneIsClosed() {
    bed.say(FLOW, 10);
    bed.reach(source(2));
    await().until(() -> bed.connector().opened() == 2 && bed.connector().closed() == 1);
    bed.connector().listener().connected();
    bed.say(FLOW, 12);
    assertGap(bed.gaps().getFirst(), FLOW, 10, 12);
    bed.reach();
    await().until(() -> bed.connector().closed() == 2);
    assertThat(bed.sources().status()).isEmpty();
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
    bed.reach(new DesiredState.Source(new ObjectName("plant"), 2, wrong));
    awaitReason("settings.wrong: not known");
    bed.reach(new DesiredState.Source(new ObjectName("plant"), 3, unknown));
    awaitReason("this node has no connector 'modbus'; it has [scripted]");
  }

  private void awaitReason(String reason) {
    await().until(() -> bed.sources().status().getFirst().reason().equals(reason));
    assertThat(bed.sources().status().getFirst().connected()).isFalse();
  }
}
