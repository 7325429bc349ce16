package io.orilla.demo.bench.skab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A recording that nobody made, in the benchmark's form: its last 60 rows are far off. */
final class MadeUpRecording {
  private static final String HEADER =
      "datetime;Accelerometer1RMS;Accelerometer2RMS;Current;Pressure;Temperature;Thermocouple;"
          + "Voltage;Volume Flow RateRMS;anomaly\n";
  private static final int FAULTY = 60;

  private MadeUpRecording() {}

  static void write(Path file, int rows, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(HEADER);
    for (int row = 0; row < rows; row++) {
      boolean faulty = row >= rows - FAULTY;
      text.append("2020-03-09 10:00:").append(row);
      for (int signal = 0; signal < 8; signal++) {
        double value = 20 * signal + random.nextGaussian() + (faulty ? 30 : 0);
        text.append(';').append((float) value);
      }
      text.append(';').append(faulty ? "1.0" : "0.0").append('\n');
    }
    Files.writeString(file, text);
  }
}
