package io.orilla.demo.plant;

import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What a node hears of one asset of the plant: one notification for each row, which arrives some
 * milliseconds after its source time, never twice equally late.
 */
public final class Notifications {
  private static final Instant START = Instant.parse("2026-03-09T10:14:33Z");
  private static final AssetName ASSET = PlantLayout.ASSETS.getFirst();
  private static final int RECORDINGS = 16;
  private static final double LATE = 2_500;
  private static final double SPREAD = 400;

  private Notifications() {}

  /**
   * Each recording's notifications, in order.
   *
   * @param data the folder that holds {@code skab/valve1}; the built-in model where it is not given
   */
  public static List<List<List<Sample>>> of(Optional<Path> data) {
    RandomGenerator lateness = new SplittableRandom(7);
    List<List<List<Sample>>> all = new ArrayList<>();
    for (int number = 0; number < RECORDINGS; number++) {
      int n = number;
      Recording recording =
          data.map(folder -> SkabFile.open(folder, n).recording(ASSET, START))
              .orElseGet(() -> new LoopModel(n).recording(ASSET, START));
      all.add(recording.rows().stream().map(row -> heard(row, lateness)).toList());
    }
    return all;
  }

  private static List<Sample> heard(Recording.Row row, RandomGenerator lateness) {
    long arrival = row.time() + Math.round(LATE + Math.abs(lateness.nextGaussian()) * SPREAD);
    List<Sample> samples = new ArrayList<>();
    for (PlantSignal signal : PlantSignal.values()) {
      Value value = new Value.DoubleValue(row.values().get(signal.ordinal()));
      samples.add(new Sample(ASSET.signal(signal.localName()), row.time(), arrival, value, 0));
    }
    return samples;
  }
}
