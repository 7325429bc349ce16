package io.orilla.model.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.packed.Previous;
import io.orilla.model.journal.packed.SamplePacker;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is packed comes back to the bit: rows keep raw bits, so equal rows are equal samples. */
final class SampleRecordsProperties {
  private final SamplePacker packer = new SamplePacker();

  @Property(tries = 400)
  void anySamplesComeBackToTheBitAndInTheirOrder(@ForAll("samples") List<Sample> samples) {
    byte[] rows = SampleRecords.encode(samples);
    byte[] packed = SampleRecords.pack(packer, samples);
    assertThat(SampleRecords.encode(SampleRecords.decode(packed))).isEqualTo(rows);
    assertThat(SampleRecords.encode(SampleRecords.decode(rows))).isEqualTo(rows);
    assertThat(Chain.over(Lane.SIGNALS, 7, packed)).isEqualTo(Chain.over(Lane.SIGNALS, 7, rows));
  }

  /** Whatever came before: the same signals or others, of the same types or others. */
  @Property(tries = 400)
  void whatLeansOnAnySamplesComesBackToTheBit(
      @ForAll("samples") List<Sample> before, @ForAll("samples") List<Sample> samples) {
    Previous previous = Previous.of(before);
    byte[] leaning = SampleRecords.pack(packer, samples, previous);
    assertThat(SampleRecords.encode(SampleRecords.decode(leaning, previous)))
        .isEqualTo(SampleRecords.encode(samples));
  }

  @Property(tries = 200)
  void recordingsThatLeanOnTheirBeginningComeBackToTheBit(
      @ForAll long seed, @ForAll("shapes") Shape shape, @ForAll Random random) {
    List<Sample> samples = shape.samples(new Random(seed));
    int cut = random.nextInt(samples.size());
    Previous previous = Previous.of(samples.subList(0, cut));
    List<Sample> rest = samples.subList(cut, samples.size());
    byte[] leaning = SampleRecords.pack(packer, rest, previous);
    assertThat(SampleRecords.encode(SampleRecords.decode(leaning, previous)))
        .isEqualTo(SampleRecords.encode(rest));
  }

  /** Recordings as plants make them: each way that values, times and orders are written. */
  @Property(tries = 200)
  void recordingsComeBackToTheBit(@ForAll long seed, @ForAll("shapes") Shape shape) {
    List<Sample> samples = shape.samples(new Random(seed));
    byte[] packed = SampleRecords.pack(packer, samples);
    assertThat(SampleRecords.encode(SampleRecords.decode(packed)))
        .isEqualTo(SampleRecords.encode(samples));
  }

  @Property(tries = 300)
  void damageIsToldOrGivesOtherSamplesButNothingElse(
      @ForAll("samples") List<Sample> samples, @ForAll Random random) {
    byte[] packed = SampleRecords.pack(packer, samples);
    packed[1 + random.nextInt(packed.length - 1)] ^= (byte) (1 << random.nextInt(8));
    try {
      assertThat(SampleRecords.decode(packed).size()).isLessThanOrEqualTo(SamplePacker.MAX_SAMPLES);
    } catch (OrillaException told) {
      assertThat(told.text()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<List<Sample>> samples() {
    Arbitrary<SignalName> signals =
        Arbitraries.integers()
            .between(0, 5)
            .map(n -> new SignalName("riva/hall1/water/loop" + n % 2 + "/signal" + n));
    Arbitrary<Long> times =
        Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(0, 5_000_000));
    Arbitrary<Long> statuses =
        Arbitraries.oneOf(Arbitraries.just(0L), Arbitraries.longs().between(0, 0xFFFF_FFFFL));
    return Combinators.combine(signals, times, times, values(), statuses)
        .as(Sample::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  private static Arbitrary<Value> values() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(bits -> new Value.DoubleValue(Double.longBitsToDouble(bits))),
        Arbitraries.of(
                0.0,
                -0.0,
                Double.NaN,
                Double.longBitsToDouble(0xFFF0_0000_0000_0001L),
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                0.1,
                1e15,
                9.007199254740993e15)
            .map(Value.DoubleValue::new),
        Arbitraries.integers().map(n -> new Value.DoubleValue(n / 1000.0)),
        Arbitraries.floats().map(Value.DoubleValue::new),
        Arbitraries.longs().map(Value.LongValue::new),
        Arbitraries.of(true, false).map(Value.BooleanValue::new),
        Arbitraries.strings().all().ofMaxLength(5).map(SampleRecordsProperties::text),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(5).map(Value.BytesValue::new));
  }

  /** Half a surrogate pair is no text, and is a question mark in rows already. */
  private static Value text(String any) {
    byte[] bytes = any.getBytes(StandardCharsets.UTF_8);
    return new Value.TextValue(new String(bytes, StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 9),
            Arbitraries.integers().between(1, 120),
            Arbitraries.of(Kind.values()),
            Arbitraries.integers().between(0, 20))
        .as(Shape::new);
  }

  enum Kind {
    DECIMALS,
    FEW_VALUES,
    STEPS,
    TENTHS,
    FLOATS,
    FLOAT_DECIMALS,
    DOUBLES,
    HOLES
  }

  record Shape(int signals, int rows, Kind kind, int disorder) {
    List<Sample> samples(Random random) {
      List<Sample> samples = new ArrayList<>();
      long time = 1_700_000_000_000_000L;
      for (int row = 0; row < rows; row++) {
        time += random.nextInt(20) == 0 ? random.nextInt() : 1_000_000;
        for (int signal = 0; signal < signals; signal++) {
          if (kind != Kind.HOLES || random.nextInt(4) > 0) {
            samples.add(sample(signal, time, row, random));
          }
        }
      }
      for (int swap = 0; swap < disorder && samples.size() > 1; swap++) {
        samples.add(samples.remove(random.nextInt(samples.size())));
      }
      return samples.isEmpty() ? List.of(sample(0, time, 0, random)) : samples;
    }

    private Sample sample(int signal, long time, int row, Random random) {
      SignalName name = new SignalName("riva/hall1/water/loop/signal" + signal);
      long status = random.nextInt(50) == 0 ? 0x8000_0000L : 0;
      return new Sample(
          name, time, time + row % 7, new Value.DoubleValue(value(random, row)), status);
    }

    private double value(Random random, int row) {
      double noise = random.nextGaussian();
      return switch (kind) {
        case DECIMALS, HOLES ->
            random.nextInt(40) == 0 ? Math.PI * noise : Math.rint(noise * 1e4) / 1e4;
        case FEW_VALUES -> random.nextInt(4) * 0.327927 + 0.054711;
        case TENTHS -> Math.rint(noise * 1000) * 0.1;
        case STEPS -> row / 30 * 12.5;
        case FLOATS -> (float) noise;
        case FLOAT_DECIMALS -> (float) (Math.rint(noise * 1000) / 1000);
        case DOUBLES -> noise;
      };
    }
  }
}
