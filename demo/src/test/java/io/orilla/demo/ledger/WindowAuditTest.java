package io.orilla.demo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.demo.ledger.WindowAudit.Decided;
import io.orilla.demo.ledger.WindowAudit.Row;
import io.orilla.demo.ledger.WindowAudit.Span;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.signal.AssetName;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is excused would be lost without anybody's knowing: each excuse has its limit here. */
final class WindowAuditTest {
  private static final AssetName LOOP1 = new AssetName("riva/hall1/water/loop1");
  private static final AssetName LOOP2 = new AssetName("riva/hall1/water/loop2");
  private static final JournalEpoch FIRST = new JournalEpoch(new UUID(0, 1));
  private static final JournalEpoch SECOND = new JournalEpoch(new UUID(0, 2));
  private static final GivenUp NOTHING = new GivenUp(Map.of(), AssetName::text);

  @Test
  void windowsAreTheRowsSinceTheFirstPredictionOfTheirAsset() {
    assertThat(
            WindowAudit.audit(
                Stream.concat(rows(1, 10).stream(), Stream.of(new Row(LOOP2, 7))).toList(),
                List.of(new Span(LOOP1, 1, 10), new Span(LOOP2, 1, 10)),
                decided(FIRST, 4, 10),
                NOTHING))
        .isEqualTo(new Windows(7, 0, 0, 0));
  }

  @Test
  void aRowWithoutAPredictionIsMissedUpToTheLastSampleOfItsEpoch() {
    assertThat(
            WindowAudit.audit(
                rows(1, 12), List.of(new Span(LOOP1, 1, 10)), decided(FIRST, 1, 7), NOTHING))
        .as("8, 9 and 10, which nothing follows; 11 and 12 are no windows")
        .isEqualTo(new Windows(10, 3, 0, 0));
  }

  @Test
  void noWindowIsBetweenTheLastSampleOfAnEpochAndTheFirstOfTheNext() {
    List<Decided> predictions =
        Stream.concat(decided(FIRST, 1, 3).stream(), decided(SECOND, 9, 10).stream()).toList();
    assertThat(
            WindowAudit.audit(
                rows(1, 10),
                List.of(new Span(LOOP1, 1, 4), new Span(LOOP1, 8, 10), new Span(LOOP2, 1, 10)),
                predictions,
                NOTHING))
        .as("4 and 8, at the epochs' ends, are missed; 5 to 7 are no windows")
        .isEqualTo(new Windows(7, 2, 0, 0));
  }

  @Test
  void aNodeThatNamesWhatItGaveUpExcusesAsManyWindowsWhereAnEpochEnded() {
    List<Decided> predictions =
        Stream.concat(decided(FIRST, 1, 5).stream(), decided(SECOND, 9, 10).stream()).toList();
    List<Span> epochs = List.of(new Span(LOOP1, 1, 8), new Span(LOOP1, 7, 10));
    assertThat(WindowAudit.audit(rows(1, 10), epochs, predictions, dropped(2)))
        .as("6, 7 and 8 lie where the epoch ended")
        .isEqualTo(new Windows(10, 1, 2, 0));
    assertThat(WindowAudit.audit(rows(1, 10), epochs, predictions, dropped(5)))
        .isEqualTo(new Windows(10, 0, 3, 0));
  }

  @Test
  void nothingThatWasGivenUpExcusesAWindowInTheMiddleOrAtTheEndOfAnEpoch() {
    List<Decided> predictions =
        Stream.concat(decided(FIRST, 1, 3).stream(), decided(FIRST, 5, 8).stream()).toList();
    assertThat(
            WindowAudit.audit(
                rows(1, 10), List.of(new Span(LOOP1, 1, 10)), predictions, dropped(100)))
        .as("4, 9 and 10")
        .isEqualTo(new Windows(10, 3, 0, 0));
  }

  @Test
  void aSecondPredictionOfAWindowIsTwice() {
    List<Decided> predictions =
        Stream.concat(decided(FIRST, 1, 3).stream(), decided(SECOND, 3, 5).stream()).toList();
    assertThat(WindowAudit.audit(rows(1, 5), List.of(new Span(LOOP1, 1, 5)), predictions, NOTHING))
        .isEqualTo(new Windows(5, 0, 0, 1));
  }

  private static List<Row> rows(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(time -> new Row(LOOP1, time)).toList();
  }

  private static List<Decided> decided(JournalEpoch epoch, long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(time -> new Decided(LOOP1, time, epoch))
        .toList();
  }

  private static GivenUp dropped(long count) {
    Event.Dropped named = new Event.Dropped(0, Lane.PREDICTIONS, 1, count, count, "disk");
    return new GivenUp(Map.of(LOOP1.text(), List.of(named)), AssetName::text);
  }
}
