package io.orilla.pipeline;

import io.orilla.model.content.Micros;
import io.orilla.model.document.Clean;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.Rule;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.util.List;

/** A small water loop for tests: three signals, and times counted in seconds from a start. */
final class Loop {
  static final AssetName ASSET = new AssetName("riva/hall1/water/loop1");
  static final long START = 1_600_000_000L * Micros.PER_SECOND;
  static final List<String> SIGNALS = List.of("pressure", "flow", "current");
  static final Clean CLEAN =
      new Clean(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMinutes(1));

  private static final long BAD = 0x8000_0000L;
  private static final long UNCERTAIN = 0x4000_0000L;

  private Loop() {}

  static Preparation preparation(Rule... rules) {
    return preparation(CLEAN, rules);
  }

  static Preparation preparation(Clean clean, Rule... rules) {
    return new Preparation(
        SIGNALS.stream().map(name -> new Preparation.Column(name, "bar")).toList(),
        clean,
        List.of(rules));
  }

  static long at(double seconds) {
    return START + Math.round(seconds * Micros.PER_SECOND);
  }

  static Sample sample(String signal, double seconds, double value) {
    return sample(signal, seconds, new Value.DoubleValue(value));
  }

  static Sample sample(String signal, double seconds, Value value) {
    return new Sample(ASSET.signal(signal), at(seconds), at(seconds) + 3_000, value, 0);
  }

  static Sample bad(Sample sample) {
    return withStatus(sample, BAD);
  }

  static Sample uncertain(Sample sample) {
    return withStatus(sample, UNCERTAIN);
  }

  static Sample arrivedAt(double seconds, Sample sample) {
    return new Sample(
        sample.signal(), sample.sourceTime(), at(seconds), sample.value(), sample.statusCode());
  }

  private static Sample withStatus(Sample sample, long status) {
    return new Sample(
        sample.signal(), sample.sourceTime(), sample.arrivalTime(), sample.value(), status);
  }
}
