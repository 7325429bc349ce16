package io.orilla.demo.bench.skab;

import io.orilla.learning.evaluation.AssetRows;
import io.orilla.learning.evaluation.Truth;
import io.orilla.model.document.Clean;
import io.orilla.model.document.Preparation;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import io.orilla.pipeline.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One recorded experiment of the testbed: eight sensors and whether the loop was disturbed. Row
 * numbers and times are no features, so its rows follow each other whatever their clock says.
 *
 * @param times as written, one for each row
 */
record Recording(Path file, List<String> times, AssetRows rows) {
  /** Rows that a detector is fitted to, without labels; it is tested on the rest. */
  static final int TRAINING_ROWS = 400;

  private static final String TIME = "datetime";
  private static final String LABEL = "anomaly";
  private static final Preparation PREPARATION =
      new Preparation(
          List.of(
              new Preparation.Column("Accelerometer1RMS", "g"),
              new Preparation.Column("Accelerometer2RMS", "g"),
              new Preparation.Column("Current", "A"),
              new Preparation.Column("Pressure", "bar"),
              new Preparation.Column("Temperature", "°C"),
              new Preparation.Column("Thermocouple", "°C"),
              new Preparation.Column("Voltage", "V"),
              new Preparation.Column("Volume Flow RateRMS", "l/min")),
          new Clean(
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(0),
              Duration.ofSeconds(1)),
          List.of());
  private static final AssetName LOOP = new AssetName("skoltech/testbed/water/loop");

  /**
   * @throws OrillaException INVALID_FORMAT when a column is missing, a cell is no number or there
   *     is nothing to test
   */
  static Recording read(Path file) {
    Table table = Table.read(file, ';');
    List<String> signals = PREPARATION.names();
    table.require(Stream.concat(Stream.of(TIME, LABEL), signals.stream()).toList());
    if (table.rows().size() <= TRAINING_ROWS) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "%s has %d rows: the protocol trains on the first %d and tests the rest, so give longer recordings"
              .formatted(file, table.rows().size(), TRAINING_ROWS));
    }
    List<String> times = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    List<Truth> truths = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      int line = row;
      times.add(table.text(row, TIME));
      double[] values = signals.stream().mapToDouble(name -> table.number(line, name)).toArray();
      rows.add(Row.prepared(row * 1_000_000L, values, 0));
      truths.add(truth(table, row));
    }
    return new Recording(file, times, new AssetRows(LOOP, PREPARATION, rows, truths));
  }

  private static Truth truth(Table table, int row) {
    double label = table.number(row, LABEL);
    if (label != 0 && label != 1) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "%s, line %d, column '%s': %s is neither 0 nor 1"
              .formatted(table.file(), row + 2, LABEL, table.text(row, LABEL)));
    }
    return label == 1 ? Truth.ANOMALY : Truth.NORMAL;
  }

  /** What is tested on: as the protocol has it, without a memory of the rows before. */
  AssetRows test() {
    return rows.from(TRAINING_ROWS);
  }

  List<String> testTimes() {
    return times.subList(TRAINING_ROWS, times.size());
  }
}
