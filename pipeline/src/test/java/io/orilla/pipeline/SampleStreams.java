package io.orilla.pipeline;

import io.orilla.model.document.Clean;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.Rule;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary streams as plants make them: jitter, gaps, jumps, repetitions, nonsense. */
final class SampleStreams {
  private SampleStreams() {}

  /** What happens next: {@code step} moves the clock, {@code lag} is how old the sample is. */
  private record Happening(int signal, long step, long lag, Oddity oddity, double value) {}

  private enum Oddity {
    NONE,
    BAD,
    UNCERTAIN,
    TEXT,
    NOT_A_NUMBER,
    AHEAD,
    REPEATED,
    OTHER_SIGNAL
  }

  static Arbitrary<Preparation> preparations() {
    Arbitrary<Clean> cleans =
        Combinators.combine(
                Arbitraries.of(500L, 1000L, 1500L),
                Arbitraries.of(1L, 2L, 5L),
                Arbitraries.of(0L, 1L, 700L, 2000L, 5000L))
            .as(
                (grid, hold, lateness) ->
                    new Clean(
                        Duration.ofMillis(grid),
                        Duration.ofMillis(hold * grid),
                        Duration.ofMillis(lateness),
                        Duration.ofSeconds(20)));
    Arbitrary<Double> shares = Arbitraries.of(0.0, 1.0 / 3, 0.5, 1.0);
    return Combinators.combine(cleans, shares)
        .as(
            (clean, share) ->
                Loop.preparation(clean, new Rule.Range("flow", -50, 50), new Rule.Missing(share)));
  }

  static Arbitrary<List<Sample>> samples() {
    return happenings().list().ofMinSize(1).ofMaxSize(300).map(SampleStreams::play);
  }

  private static Arbitrary<Happening> happenings() {
    Arbitrary<Long> steps =
        Arbitraries.frequencyOf(
            Tuple.of(30, Arbitraries.longs().between(0, 400_000)),
            Tuple.of(10, Arbitraries.of(0L, 500_000L, 1_000_000L)),
            Tuple.of(2, Arbitraries.longs().between(0, 12_000_000)),
            Tuple.of(1, Arbitraries.longs().between(0, 90_000_000)));
    Arbitrary<Long> lags =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just(0L)),
            Tuple.of(3, Arbitraries.longs().between(0, 3_000_000)),
            Tuple.of(1, Arbitraries.longs().between(-30_000_000, 30_000_000)));
    Arbitrary<Oddity> oddities =
        Arbitraries.frequency(
            Tuple.of(20, Oddity.NONE),
            Tuple.of(2, Oddity.REPEATED),
            Tuple.of(1, Oddity.BAD),
            Tuple.of(1, Oddity.UNCERTAIN),
            Tuple.of(1, Oddity.TEXT),
            Tuple.of(1, Oddity.NOT_A_NUMBER),
            Tuple.of(1, Oddity.AHEAD),
            Tuple.of(1, Oddity.OTHER_SIGNAL));
    return Combinators.combine(
            Arbitraries.integers().between(0, Loop.SIGNALS.size() - 1),
            steps,
            lags,
            oddities,
            Arbitraries.doubles().between(-60, 60))
        .as(Happening::new);
  }

  private static List<Sample> play(List<Happening> happenings) {
    List<Sample> samples = new ArrayList<>();
    long clock = Loop.START;
    for (Happening next : happenings) {
      clock += next.step;
      boolean again = next.oddity == Oddity.REPEATED && !samples.isEmpty();
      samples.add(again ? repeated(samples.getLast(), next) : sample(next, clock));
    }
    return samples;
  }

  private static Sample repeated(Sample last, Happening next) {
    return new Sample(
        last.signal(),
        last.sourceTime(),
        last.arrivalTime() + 1,
        new Value.DoubleValue(next.value),
        0);
  }

  private static Sample sample(Happening next, long clock) {
    String signal = next.oddity == Oddity.OTHER_SIGNAL ? "humidity" : Loop.SIGNALS.get(next.signal);
    long time = clock - next.lag;
    Value value =
        switch (next.oddity) {
          case TEXT -> new Value.TextValue("stuck");
          case NOT_A_NUMBER -> new Value.DoubleValue(Double.NaN);
          default -> new Value.DoubleValue(next.value);
        };
    long status =
        switch (next.oddity) {
          case BAD -> 0x8000_0000L;
          case UNCERTAIN -> 0x4000_0000L;
          default -> 0;
        };
    long arrival = next.oddity == Oddity.AHEAD ? time - 25_000_000 : clock;
    return new Sample(Loop.ASSET.signal(signal), time, arrival, value, status);
  }
}
