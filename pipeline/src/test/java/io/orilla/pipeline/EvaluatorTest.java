package io.orilla.pipeline;

import static io.orilla.pipeline.Loop.arrivedAt;
import static io.orilla.pipeline.Loop.at;
import static io.orilla.pipeline.Loop.bad;
import static io.orilla.pipeline.Loop.sample;
import static io.orilla.pipeline.Loop.uncertain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.document.Clean;
import io.orilla.model.document.Rule;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private final Collected collected = new Collected();

  private Evaluator evaluator(Rule... rules) {
    return new Evaluator(Loop.ASSET, Loop.preparation(rules), collected);
  }

  /** All three signals at the same time, in the order of the columns. */
  private static List<Sample> all(double seconds, double value) {
    return List.of(
        sample("pressure", seconds, value),
        sample("flow", seconds, value + 10),
        sample("current", seconds, value + 20));
  }

  private static void feed(Evaluator evaluator, List<Sample> samples) {
    samples.forEach(evaluator::accept);
  }

  @Test
  void aRowClosesWhenEverySignalHasReachedIt() {
    Evaluator evaluator = evaluator();
    evaluator.accept(sample("pressure", 1, 1.5));
    evaluator.accept(sample("flow", 1, 2.5));
    assertThat(collected.rows).isEmpty();

    evaluator.accept(sample("current", 1, 3.5));

    assertThat(collected.rows).hasSize(1);
    Row row = collected.rows.getFirst();
    assertThat(row.time()).isEqualTo(at(1));
    assertThat(List.of(row.value(0), row.value(1), row.value(2))).containsExactly(1.5, 2.5, 3.5);
    assertThat(row.quality()).isEqualTo(Quality.GOOD);
    assertThat(row.rule()).isNull();
  }

  @Test
  void aRowHoldsTheLastValueAtOrBeforeIt() {
    Evaluator evaluator = evaluator();
    feed(evaluator, all(0.2, 1));
    feed(evaluator, all(0.9, 2));
    feed(evaluator, all(1.1, 3));

    assertThat(collected.seconds()).containsExactly(1L);
    assertThat(collected.rows.getFirst().value(0)).isEqualTo(2);
  }

  @Test
  void aSignalFarAheadClosesRowsThatNoLongerWait() {
    Evaluator evaluator = evaluator();
    feed(evaluator, all(1, 1));
    evaluator.accept(sample("pressure", 4, 2));
    assertThat(collected.seconds()).as("2 + lateness is not passed by 4").containsExactly(1L);

    evaluator.accept(sample("pressure", 4.000001, 3));

    assertThat(collected.seconds()).containsExactly(1L, 2L);
    assertThat(collected.rows.get(1).state(0)).isEqualTo(CellState.HELD);
  }

  @Test
  void noRowClosesWithoutASample() {
    Evaluator evaluator = evaluator();
    feed(evaluator, all(1, 1));
    feed(evaluator, all(1.5, 1));
    assertThat(collected.seconds()).as("the input ended, row 2 stays open").containsExactly(1L);
  }

  @Test
  void aValueIsHeldUpToItsBoundAndThenMissing() {
    Evaluator evaluator = evaluator();
    feed(evaluator, all(1, 7));
    for (int second = 2; second <= 8; second++) {
      evaluator.accept(sample("pressure", second, second));
      evaluator.accept(sample("flow", second, second));
    }
    evaluator.accept(sample("current", 20, 9));

    assertThat(collected.rows.stream().limit(8).map(row -> row.state(2)))
        .containsExactly(
            CellState.GOOD,
            CellState.HELD,
            CellState.HELD,
            CellState.HELD,
            CellState.HELD,
            CellState.HELD,
            CellState.MISSING,
            CellState.MISSING);
    assertThat(collected.rows.get(5).value(2)).isEqualTo(27);
    assertThat(collected.rows.get(6).value(2)).isNaN();
    assertThat(collected.rows.get(1).heldMask()).isEqualTo(0b100);
    assertThat(collected.rows.get(1).quality()).isEqualTo(Quality.UNCERTAIN);
  }

  @Test
  void aLateSampleIsSetAsideAndChangesNothing() {
    Evaluator evaluator = evaluator();
    feed(evaluator, all(1, 1));
    feed(evaluator, all(2, 2));
    Sample late = sample("flow", 1.5, 99);

    evaluator.accept(late);
    feed(evaluator, all(3, 3));

    assertThat(collected.asides).containsExactly(new Collected.Aside(late, "late"));
    assertThat(collected.rows.stream().map(row -> row.value(1))).containsExactly(11.0, 12.0, 13.0);
    assertThat(evaluator.counts().late()).isEqualTo(1);
  }

  @Test
  void samplesOutOfOrderWithinAnOpenRowAreSorted() {
    Evaluator evaluator = evaluator();
    feed(evaluator, all(1, 1));
    evaluator.accept(sample("pressure", 1.9, 19));
    evaluator.accept(sample("pressure", 1.4, 14));
    evaluator.accept(sample("pressure", 1.6, 16));
    feed(evaluator, all(2.1, 3));

    assertThat(collected.rows.get(1).value(0)).isEqualTo(19);
  }

  @Test
  void theFirstOfTwoSamplesOfTheSameTimeWins() {
    Evaluator evaluator = evaluator();
    evaluator.accept(sample("pressure", 1, 1));
    evaluator.accept(sample("pressure", 1, 2));
    feed(evaluator, all(1, 3));
    evaluator.accept(sample("pressure", 1, 4));

    assertThat(collected.rows).hasSize(1);
    assertThat(collected.rows.getFirst().value(0)).isEqualTo(1);
    assertThat(evaluator.counts().duplicates()).isEqualTo(3);
    assertThat(collected.asides).isEmpty();
  }

  @Test
  void whatCannotBeUsedIsSetAsideWithItsRule() {
    Evaluator evaluator = evaluator(new Rule.Range("pressure", 0, 10));
    evaluator.accept(bad(sample("pressure", 1, 5)));
    evaluator.accept(sample("pressure", 1, new Value.TextValue("5")));
    evaluator.accept(sample("pressure", 1, Double.NaN));
    evaluator.accept(sample("flow", 1, new Value.BytesValue("5".getBytes(StandardCharsets.UTF_8))));
    evaluator.accept(sample("pressure", 1, 10.5));
    evaluator.accept(sample("pressure", 1, -0.5));
    evaluator.accept(arrivedAt(1, sample("flow", 61.000001, 5)));
    evaluator.accept(sample("pressure", 1, 10));

    assertThat(collected.asides.stream().map(Collected.Aside::rule))
        .containsExactly(
            "quality", "type", "type", "type", "range(pressure)", "range(pressure)", "ahead");
    assertThat(evaluator.counts().aside())
        .isEqualTo(Map.of("quality", 1L, "type", 3L, "range(pressure)", 2L, "ahead", 1L));
    assertThat(evaluator.counts().samples()).isEqualTo(8);
  }

  @Test
  void aSampleThatIsSetAsideDoesNotMoveEventTime() {
    Evaluator evaluator = evaluator();
    feed(evaluator, all(1, 1));
    evaluator.accept(bad(sample("pressure", 30, 5)));
    assertThat(collected.seconds()).containsExactly(1L);
  }

  @Test
  void numbersOfAllTypesAreUsed() {
    Evaluator evaluator = evaluator();
    evaluator.accept(sample("pressure", 1, new Value.LongValue(7)));
    evaluator.accept(sample("flow", 1, new Value.BooleanValue(true)));
    evaluator.accept(uncertain(sample("current", 1, 3)));

    Row row = collected.rows.getFirst();
    assertThat(List.of(row.value(0), row.value(1), row.value(2))).containsExactly(7.0, 1.0, 3.0);
    assertThat(row.state(2)).isEqualTo(CellState.UNCERTAIN);
    assertThat(row.heldMask()).isZero();
    assertThat(row.quality()).isEqualTo(Quality.UNCERTAIN);
  }

  @Test
  void aRowWithTooManyMissingSignalsIsSetAside() {
    Evaluator evaluator = evaluator(new Rule.Missing(0.34));
    evaluator.accept(sample("pressure", 1, 1));
    evaluator.accept(sample("pressure", 3.5, 1));
    evaluator.accept(sample("flow", 2.5, 1));
    evaluator.accept(sample("pressure", 5.5, 1));

    assertThat(collected.seconds()).containsExactly(1L, 2L, 3L);
    assertThat(collected.rows.stream().map(Row::rule)).containsExactly("missing", "missing", null);
    assertThat(collected.rows.getFirst().quality()).isEqualTo(Quality.BAD);
    assertThat(evaluator.counts().rows()).isEqualTo(1);
    assertThat(evaluator.counts().rowsAside()).isEqualTo(2);
  }

  /** A plant that was off for a year must not cost a year of rows. */
  @Test
  void aLongSilenceMakesNoRows() {
    Evaluator evaluator = evaluator();
    double year = 365 * 86_400;
    feed(evaluator, all(1, 1));
    feed(evaluator, all(year, 2));

    assertThat(collected.seconds()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, (long) year);
    assertThat(collected.rows.getLast().quality()).isEqualTo(Quality.GOOD);
  }

  @Test
  void whatFallsIntoASkippedSilenceIsLate() {
    Evaluator evaluator = evaluator();
    feed(evaluator, all(1, 1));
    evaluator.accept(sample("pressure", 100, 2));
    evaluator.accept(sample("flow", 50, 2));
    evaluator.accept(sample("flow", 99, 2));
    feed(evaluator, all(101, 3));

    assertThat(collected.asides.stream().map(Collected.Aside::rule)).containsExactly("late");
    assertThat(collected.seconds()).endsWith(6L, 99L, 100L, 101L);
  }

  @Test
  void anOldFirstValueDoesNotBreakTheGrid() {
    Evaluator evaluator = evaluator();
    evaluator.accept(sample("pressure", -1e9, 1));
    feed(evaluator, all(1, 2));

    assertThat(collected.seconds()).hasSize(7).startsWith(-1_000_000_000L).endsWith(1L);
  }

  @Test
  void theFirstRowFollowsTheEarliestSampleAlsoWhenItComesSecond() {
    Evaluator evaluator = evaluator();
    evaluator.accept(sample("pressure", 1.5, 1));
    evaluator.accept(sample("flow", 0.5, 1));
    evaluator.accept(sample("current", 2, 1));
    evaluator.accept(sample("flow", 2, 1));
    evaluator.accept(sample("pressure", 2, 1));

    assertThat(collected.seconds()).containsExactly(1L, 2L);
    assertThat(collected.rows.getFirst().missing(0)).isTrue();
  }

  @Test
  void signalsThatAreNoColumnsAreCountedApart() {
    Evaluator evaluator = evaluator();
    evaluator.accept(sample("humidity", 1, 1));
    Sample foreign = sample("pressure", 1, 1);
    evaluator.accept(
        new Sample(
            new AssetName("riva/hall1/water/loop2").signal("pressure"),
            foreign.sourceTime(),
            foreign.arrivalTime(),
            foreign.value(),
            0));

    assertThat(evaluator.counts().other()).isEqualTo(2);
    assertThat(evaluator.counts().samples()).isZero();
  }

  @Test
  void manySamplesBetweenRowsAreBufferedInOrder() {
    Clean slow =
        new Clean(
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1));
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      samples.add(sample("pressure", i / 1000.0, i));
    }
    List<Row> rows = Collected.of(Loop.preparation(slow), samples).rows;

    assertThat(rows).hasSize(10);
    assertThat(rows.getLast().value(0)).isEqualTo(9000);
  }
}
