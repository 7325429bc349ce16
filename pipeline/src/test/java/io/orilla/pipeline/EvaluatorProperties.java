package io.orilla.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.document.Preparation;
import io.orilla.model.signal.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EvaluatorProperties {
  @Provide
  Arbitrary<Preparation> preparations() {
    return SampleStreams.preparations();
  }

  @Provide
  Arbitrary<List<Sample>> streams() {
    return SampleStreams.samples();
  }

  @Property(tries = 1000)
  void rowsAreWhatTheDefinitionSays(
      @ForAll("preparations") Preparation preparation, @ForAll("streams") List<Sample> samples) {
    ReferenceEvaluator reference = new ReferenceEvaluator(preparation);
    samples.forEach(reference::accept);

    Collected collected = Collected.of(preparation, samples);

    assertThat(collected.rows).isEqualTo(reference.rows);
    assertThat(collected.asides).isEqualTo(reference.asides);
  }

  @Property(tries = 300)
  void everySampleIsAccountedFor(
      @ForAll("preparations") Preparation preparation, @ForAll("streams") List<Sample> samples) {
    Collected collected = new Collected();
    Evaluator evaluator = new Evaluator(Loop.ASSET, preparation, collected);
    samples.forEach(evaluator::accept);

    EvaluatorCounts counts = evaluator.counts();
    assertThat(counts.samples() + counts.other()).isEqualTo(samples.size());
    assertThat(counts.aside().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(collected.asides.size());
    assertThat(counts.rows() + counts.rowsAside()).isEqualTo(collected.rows.size());
    assertThat(counts.duplicates()).isLessThanOrEqualTo(counts.samples() - collected.asides.size());
  }

  /**
   * Replay, and a node that reads its journal again after a kill: the samples up to the one that
   * closed a window, fed to a fresh evaluator, end in that window and no later one.
   */
  @Property(tries = 300)
  void theSamplesThatAWindowHadConsumedGiveItAgain(
      @ForAll("preparations") Preparation preparation,
      @ForAll("streams") List<Sample> samples,
      @ForAll @IntRange(min = 0, max = 20) int from) {
    List<Sample> journal = samples.subList(Math.min(from, samples.size()), samples.size());
    List<String> live = new ArrayList<>();
    List<Integer> closings = closings(preparation, journal, live);
    for (int index = 0; index < live.size(); index += 1 + live.size() / 5) {
      int through = closings.get(index);
      List<String> again = new ArrayList<>();
      closings(preparation, journal.subList(0, through + 1), again);

      assertThat(again).startsWith(live.subList(0, index + 1).toArray(String[]::new));
      assertThat(again).hasSize((int) closings.stream().filter(at -> at <= through).count());
    }
  }

  /**
   * Signals that come in order, each by its own way and none later than the allowed lateness, give
   * the same rows however they overtake each other.
   */
  @Property(tries = 300)
  void overtakingWithinTheLatenessChangesNothing(
      @ForAll("preparations") Preparation preparation,
      @ForAll("streams") List<Sample> samples,
      @ForAll List<@IntRange(min = 0, max = 1000) Integer> delays) {
    List<Sample> inOrder =
        samples.stream()
            .sorted(
                Comparator.comparingLong(Sample::sourceTime)
                    .thenComparing(sample -> sample.signal().text()))
            .toList();

    List<Sample> overtaken =
        overtake(inOrder, delays, Evaluator.micros(preparation.clean().lateness()));

    assertThat(Collected.of(preparation, overtaken).rows)
        .isEqualTo(Collected.of(preparation, inOrder).rows);
  }

  private static List<Sample> overtake(List<Sample> samples, List<Integer> delays, long lateness) {
    record Arriving(long time, Sample sample) {}
    Map<String, Long> last = new HashMap<>();
    List<Arriving> arriving = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      int delay = delays.isEmpty() ? 0 : delays.get(i % delays.size());
      long time =
          Math.max(
              sample.sourceTime() + delay * lateness / 1000,
              last.getOrDefault(sample.signal().text(), Long.MIN_VALUE));
      last.put(sample.signal().text(), time);
      arriving.add(new Arriving(time, sample));
    }
    arriving.sort(Comparator.comparingLong(Arriving::time));
    return arriving.stream().map(Arriving::sample).toList();
  }

  /**
   * For each window of 4 rows the sample that closed it; what a model sees goes to {@code seen}.
   */
  private static List<Integer> closings(
      Preparation preparation, List<Sample> samples, List<String> seen) {
    List<Integer> closings = new ArrayList<>();
    RowWindow window = new RowWindow(preparation);
    Collected collected = new Collected();
    Evaluator evaluator = new Evaluator(Loop.ASSET, preparation, collected);
    for (int index = 0; index < samples.size(); index++) {
      evaluator.accept(samples.get(index));
      for (Row row : collected.rows.subList(closings.size(), collected.rows.size())) {
        window.add(row);
        seen.add(text(window.cut(4)));
        closings.add(index);
      }
    }
    return closings;
  }

  private static String text(WindowCut cut) {
    return switch (cut) {
      case WindowCut.Fit fit -> fit.window() + " " + fit.tensor().digest();
      case WindowCut.Unfit unfit -> unfit.toString();
    };
  }
}
