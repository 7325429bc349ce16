package io.orilla.demo.plant;

import io.orilla.demo.plant.Recording.Row;
import io.orilla.model.content.Micros;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A recording of the Skoltech Anomaly Benchmark: a text file, its columns parted by semicolons, one
 * row about each second, with a column {@code anomaly} that is 1 where something was wrong. The
 * recorded time is shifted once, to begin at another time, and never scaled.
 */
final class SkabFile {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String SEPARATOR = ";";

  private final Path file;
  private final List<String> header;
  private final List<String> lines;

  private SkabFile(Path file, List<String> lines) {
    this.file = file;
    this.header = List.of(lines.getFirst().split(SEPARATOR, -1));
    this.lines = lines.subList(1, lines.size());
  }

  /**
   * @param folder the one that holds {@code skab/}
   * @throws OrillaException DOES_NOT_EXIST when the recording is not there
   */
  static SkabFile open(Path folder, int number) {
    Path file = folder.resolve("skab").resolve("valve1").resolve(number + ".csv");
    if (!Files.isRegularFile(file)) {
      throw OrillaException.notFound(
          file
              + " is not there: give --data the folder that holds skab/valve1, or leave --data out"
              + " for the built-in model of the plant");
    }
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < 2) {
        throw new OrillaException(ErrorCode.INVALID_FORMAT, file + " holds no rows");
      }
      return new SkabFile(file, lines);
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * @param start the time of the first row
   */
  Recording recording(AssetName asset, Instant start) {
    int[] columns = Arrays.stream(PlantSignal.values()).mapToInt(s -> column(s.column())).toArray();
    int time = column("datetime");
    int anomaly = column("anomaly");
    long shift = Micros.of(start) - time(lines.getFirst().split(SEPARATOR, -1)[time]);
    List<Row> rows = new ArrayList<>();
    Episodes episodes = new Episodes(asset);
    for (String line : lines) {
      String[] cells = line.split(SEPARATOR, -1);
      if (cells.length != header.size()) {
        throw damaged("'" + line + "' has " + cells.length + " columns, not " + header.size());
      }
      List<Double> values = Arrays.stream(columns).mapToObj(c -> number(cells[c])).toList();
      Row row = new Row(time(cells[time]) + shift, values);
      rows.add(row);
      episodes.row(
          row.time(), number(cells[anomaly]) == 1 ? Optional.of("anomaly") : Optional.empty());
    }
    return new Recording(asset, rows, episodes.labels());
  }

  private int column(String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw damaged("it has no column '" + name + "'; its columns are " + header);
    }
    return column;
  }

  private long time(String cell) {
    try {
      return Micros.of(LocalDateTime.parse(cell, TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      throw damaged("'" + cell + "' is no time such as 2020-03-09 10:14:33");
    }
  }

  private double number(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw damaged("'" + cell + "' is no number");
    }
  }

  private OrillaException damaged(String what) {
    return new OrillaException(
        ErrorCode.INVALID_FORMAT, file + " is no recording as SKAB has them: " + what);
  }
}
