package io.orilla.demo.plant;

import java.util.Locale;

/** The eight sensors of a loop, with their unit and their column in SKAB's recordings. */
enum PlantSignal {
  VIBRATION1("g", "Accelerometer1RMS"),
  VIBRATION2("g", "Accelerometer2RMS"),
  CURRENT("A", "Current"),
  PRESSURE("bar", "Pressure"),
  TEMPERATURE("°C", "Temperature"),
  THERMOCOUPLE("°C", "Thermocouple"),
  VOLTAGE("V", "Voltage"),
  FLOW("l/min", "Volume Flow RateRMS");

  private final String unit;
  private final String column;

  PlantSignal(String unit, String column) {
    this.unit = unit;
    this.column = column;
  }

  /** The signal's local name, as {@code pressure}. */
  String localName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String unit() {
    return unit;
  }

  String column() {
    return column;
  }
}
