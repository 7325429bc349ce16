package io.orilla.demo.plant;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a modelled loop fails, and how, by the number of the row; never in the first 400 rows. */
record FaultPlan(List<Fault> faults) {
  private static final int CLOSING_ROWS = 60;
  private static final int OPENING_ROWS = 20;

  FaultPlan {
    faults = List.copyOf(faults);
  }

  /** A fault from one row up to, not including, another. */
  sealed interface Fault {
    int from();

    int to();

    String label();

    /** The valve goes to an opening, stays there and opens again; 1 is wide open. */
    record ValveClosing(int from, int to, double opening) implements Fault {
      @Override
      public String label() {
        return "valve closing";
      }
    }

    /** A sensor goes on to say what it said last. */
    record StuckSensor(int from, int to, PlantSignal signal) implements Fault {
      @Override
      public String label() {
        return "stuck " + signal.localName() + " sensor";
      }
    }
  }

  static FaultPlan draw(RandomGenerator random) {
    int closing = random.nextInt(560, 600);
    int stuck = random.nextInt(960, 1_000);
    PlantSignal sensor = random.nextBoolean() ? PlantSignal.FLOW : PlantSignal.PRESSURE;
    return new FaultPlan(
        List.of(
            new Fault.ValveClosing(
                closing, closing + random.nextInt(240, 300), random.nextDouble(0.45, 0.6)),
            new Fault.StuckSensor(stuck, stuck + random.nextInt(100, 140), sensor)));
  }

  Optional<Fault> at(int row) {
    return faults.stream().filter(fault -> fault.from() <= row && row < fault.to()).findFirst();
  }

  /** How far the valve is open, 0 to 1. */
  double valveOpening(int row) {
    if (at(row).orElse(null) instanceof Fault.ValveClosing fault) {
      double closed = Math.min(1.0, (row - fault.from() + 1.0) / CLOSING_ROWS);
      double reopened = Math.max(0.0, 1 - (fault.to() - row) / (double) OPENING_ROWS);
      return 1 - (1 - fault.opening()) * Math.min(closed, 1 - reopened);
    }
    return 1;
  }

  Optional<PlantSignal> stuckSensor(int row) {
    return at(row).orElse(null) instanceof Fault.StuckSensor fault
        ? Optional.of(fault.signal())
        : Optional.empty();
  }
}
