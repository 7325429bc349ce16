package io.orilla.demo.plant;

import static io.orilla.demo.plant.PlantSignal.CURRENT;
import static io.orilla.demo.plant.PlantSignal.FLOW;
import static io.orilla.demo.plant.PlantSignal.PRESSURE;
import static io.orilla.demo.plant.PlantSignal.TEMPERATURE;
import static io.orilla.demo.plant.PlantSignal.THERMOCOUPLE;
import static io.orilla.demo.plant.PlantSignal.VIBRATION1;
import static io.orilla.demo.plant.PlantSignal.VIBRATION2;
import static io.orilla.demo.plant.PlantSignal.VOLTAGE;

import io.orilla.demo.plant.Recording.Row;
import io.orilla.model.content.Micros;
import io.orilla.model.signal.AssetName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A small model of a water loop: a centrifugal pump draws from a tank and drives water through a
 * valve back into it. Flow is where the pump's head, falling with the square of the flow, meets the
 * resistance of the valve, rising as it closes; the motor's current follows the hydraulic power,
 * its temperature the current, the vibration the distance from the pump's best point. The speed
 * wanders a little, so the signals of a healthy loop move together. Deterministic by its seed.
 */
final class LoopModel {
  static final int ROWS = 1_150;
  private static final double RATED_FLOW = 32;
  private static final double SHUT_OFF_HEAD = 1.6;
  private static final double PUMP_RESISTANCE = 0.6 / (RATED_FLOW * RATED_FLOW);
  private static final double VALVE_RESISTANCE = 1.0 / (RATED_FLOW * RATED_FLOW);
  private static final double MAINS = 230;
  private static final double SWING = 0.035;
  private static final double SWING_SECONDS = 61;
  private static final double ROOM = 22;

  private final RandomGenerator random;
  private final int rows;
  private final FaultPlan faults;
  private final Map<PlantSignal, Double> stuck = new EnumMap<>(PlantSignal.class);
  private final double room;
  private double speed = 1;
  private double motor;
  private double water;

  LoopModel(long seed) {
    this(seed, ROWS);
  }

  /**
   * @param rows how many there are, a few more or less
   */
  LoopModel(long seed, int rows) {
    this.rows = rows;
    this.random = new SplittableRandom(seed);
    this.faults = FaultPlan.draw(random);
    this.room = ROOM + random.nextDouble(-2, 2);
    this.motor = room + 50;
    this.water = room + 3.5;
  }

  /**
   * About {@value ROWS} rows, one each second with some seconds left out; the first 400 are
   * healthy.
   */
  Recording recording(AssetName asset, Instant start) {
    List<Row> made = new ArrayList<>();
    Episodes episodes = new Episodes(asset);
    long second = 0;
    for (int row = 0; row < rows; row++) {
      Map<PlantSignal, Double> values = step(second, row);
      long time = Micros.of(start) + second * Micros.PER_SECOND;
      made.add(new Row(time, List.copyOf(values.values())));
      episodes.row(time, faults.at(row).map(FaultPlan.Fault::label));
      second += pause();
    }
    return new Recording(asset, made, episodes.labels());
  }

  private int pause() {
    double draw = random.nextDouble();
    if (draw < 0.005) {
      return 3;
    }
    return draw < 0.045 ? 2 : 1;
  }

  private Map<PlantSignal, Double> step(long second, int row) {
    double opening = faults.valveOpening(row);
    speed += 0.2 * (1 - speed) + 0.006 * random.nextGaussian();
    double wandering = speed + SWING * Math.sin(2 * Math.PI * second / SWING_SECONDS);
    double head = SHUT_OFF_HEAD * wandering * wandering;
    double resistance = VALVE_RESISTANCE / (opening * opening);
    double flow = Math.sqrt(head / (PUMP_RESISTANCE + resistance));
    double pressure = resistance * flow * flow;
    double current = 0.35 + 0.65 * (head - PUMP_RESISTANCE * flow * flow) * flow / RATED_FLOW;
    motor += (room + 20 + 30 * current - motor) / 20;
    water += (room + 2 + 1.5 * current - water) / 30;
    double offDesign = Math.abs(flow / RATED_FLOW / wandering - 1);
    return sensed(row, wandering, offDesign, flow, pressure, current);
  }

  private Map<PlantSignal, Double> sensed(
      int row, double turning, double offDesign, double flow, double pressure, double current) {
    Map<PlantSignal, Double> values = new EnumMap<>(PlantSignal.class);
    values.put(VIBRATION1, sensor(0.027 * turning * (1 + offDesign), 0.0003, 1e-7));
    values.put(VIBRATION2, sensor(0.040 * turning * (1 + 2 * offDesign), 0.0006, 1e-7));
    values.put(CURRENT, sensor(current, 0.01, 1e-5));
    values.put(PRESSURE, sensor(pressure, 0.004, 1e-6));
    values.put(TEMPERATURE, sensor(motor, 0.4, 1e-4));
    values.put(THERMOCOUPLE, sensor(water, 0.04, 1e-4));
    values.put(VOLTAGE, sensor(MAINS - 1.5 * current, 1.2, 1e-3));
    values.put(FLOW, sensor(flow, 0.05, 1e-4));
    faults
        .stuckSensor(row)
        .ifPresent(signal -> values.computeIfPresent(signal, this::firstWhenStuck));
    return values;
  }

  private double firstWhenStuck(PlantSignal signal, double reading) {
    return stuck.computeIfAbsent(signal, first -> reading);
  }

  /** A reading with noise, in the steps of its instrument. */
  private double sensor(double truth, double noise, double step) {
    return Math.round((truth + noise * random.nextGaussian()) / step) * step;
  }
}
