package io.orilla.demo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LedgerAuditTest {
  private static final SignalName FLOW = new SignalName("riva/hall1/water/loop1/flow");
  private static final SignalName FAR = new SignalName("riva/hall2/water/loop3/flow");
  private static final GivenUp NOTHING = new GivenUp(Map.of(), AssetName::text);
  private static final SignalName PRESSURE = new SignalName("riva/hall1/water/loop1/pressure");

  @Test
  void whatIsInTheLakeOnceAndEqualIsInBalance() {
    Audit audit =
        LedgerAudit.audit(
            List.of(handed(1, FLOW, 10), handed(2, PRESSURE, 10)),
            List.of(stored(FLOW, 10), stored(PRESSURE, 10)),
            List.of(),
            NOTHING);
    assertThat(audit).isEqualTo(new Audit(2, 2, 0, 0, 0, 0, 0));
    assertThat(audit.isBalanced()).isTrue();
  }

  @Test
  void whatIsNotInTheLakeIsInAGapOfItsSignalOrMissing() {
    List<LedgerEntry> ledger =
        LongStream.rangeClosed(1, 5).mapToObj(time -> handed(time, FLOW, time)).toList();
    List<LakeSample> lake = List.of(stored(FLOW, 1), stored(FLOW, 4));
    Audit audit =
        LedgerAudit.audit(
            ledger, lake, List.of(new LakeGap(FLOW, 1, 4), new LakeGap(PRESSURE, 0, 100)), NOTHING);
    assertThat(audit.served()).isEqualTo(5);
    assertThat(audit.inLake()).isEqualTo(2);
    assertThat(audit.inGaps()).as("2 and 3").isEqualTo(2);
    assertThat(audit.missing()).as("5, which no gap ends").isEqualTo(1);
    assertThat(audit.isBalanced()).isFalse();
  }

  @Test
  void aNodeThatNamesWhatItGaveUpExcusesAsManyOfItsOwn() {
    Audit audit =
        LedgerAudit.audit(
            List.of(handed(1, FLOW, 10), handed(2, FLOW, 11), handed(3, FAR, 10)),
            List.of(),
            List.of(),
            new GivenUp(
                Map.of("hall-1", List.of(dropped(7, 7)), "hall-2", List.of(dropped(1, 5))),
                asset -> asset.equals(FAR.asset()) ? "hall-2" : "hall-1"));
    assertThat(audit.dropped()).as("one of each").isEqualTo(2);
    assertThat(audit.missing()).as("the other of the first node").isEqualTo(1);
  }

  @Test
  void aHoleIsNamedWhenEachOfItsNumbersIs() {
    GivenUp givenUp =
        new GivenUp(
            Map.of("hall-1", List.of(dropped(7, 9), dropped(4, 6), dropped(8, 11))),
            AssetName::text);
    assertThat(givenUp.names(new Hole("hall-1", "x", 4, 10))).isTrue();
    assertThat(givenUp.names(new Hole("hall-1", "x", 3, 10))).isFalse();
    assertThat(givenUp.names(new Hole("hall-1", "x", 5, 12))).isFalse();
    assertThat(givenUp.names(new Hole("hall-2", "x", 4, 10))).as("another's").isFalse();
  }

  private static Event.Dropped dropped(long first, long last) {
    return new Event.Dropped(0, Lane.SIGNALS, first, last, last - first + 1, "over budget");
  }

  @Test
  void aValueHandedOverAgainIsServedOnce() {
    LedgerEntry first = handed(1, FLOW, 10);
    LedgerEntry again = new LedgerEntry(2, 900_000, FLOW, 10, 32, 0, true);
    LakeSample stored = new LakeSample(FLOW, 10, 32, 0);
    Audit audit = LedgerAudit.audit(List.of(first, again), List.of(stored), List.of(), NOTHING);
    assertThat(audit.served()).isEqualTo(1);
  }

  @Test
  void aSecondRowOfAValueIsTwice() {
    Audit audit =
        LedgerAudit.audit(
            List.of(handed(1, FLOW, 10)),
            List.of(stored(FLOW, 10), stored(FLOW, 10)),
            List.of(),
            NOTHING);
    assertThat(audit.twice()).isEqualTo(1);
  }

  @Test
  void anotherNumberAnotherStatusAndAValueNobodyServedAreWrong() {
    Audit audit =
        LedgerAudit.audit(
            List.of(handed(1, FLOW, 10), handed(2, FLOW, 11), handed(3, FLOW, 12)),
            List.of(
                new LakeSample(FLOW, 10, 32.1, 0),
                new LakeSample(FLOW, 11, 32, 0x8000_0000L),
                new LakeSample(FLOW, 12, 32, 0x480),
                stored(FLOW, 13)),
            List.of(),
            NOTHING);
    assertThat(audit.wrong()).as("all but the one with the server's overflow bit").isEqualTo(3);
  }

  private static LedgerEntry handed(long number, SignalName signal, long time) {
    return new LedgerEntry(number, 1_000, signal, time, 32, 0, false);
  }

  private static LakeSample stored(SignalName signal, long time) {
    return new LakeSample(signal, time, 32, 0);
  }
}
