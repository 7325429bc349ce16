package io.orilla.demo.bench.skab;

import io.orilla.learning.evaluation.Confusion;
import io.orilla.learning.evaluation.Evaluation;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Decision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the detectors of the published board said of the same rows, put through our scorer: it must
 * come to the published figures.
 */
final class PublishedPredictions {
  private static final String TIME = "datetime";

  private PublishedPredictions() {}

  /** A line for each published detector; none where predictions are not there for every file. */
  static List<Result> score(List<Recording> recordings) {
    Map<String, Confusion> counts = new LinkedHashMap<>();
    for (Recording recording : recordings) {
      Path file = file(recording);
      if (!Files.exists(file)) {
        return List.of();
      }
      Table table = Table.read(file, ',');
      requireSameRows(table, recording);
      for (String detector : table.columns()) {
        if (!detector.equals(TIME)) {
          counts.merge(detector, confusion(table, detector, recording), Confusion::plus);
        }
      }
    }
    List<Result> results = new ArrayList<>();
    counts.forEach((detector, count) -> results.add(Result.of(detector, count, null)));
    return results;
  }

  /** Of {@code skab/valve1/3.csv}: {@code skab/published_predictions/valve1_3.csv}. */
  private static Path file(Recording recording) {
    Path folder = recording.file().toAbsolutePath().resolve("..").normalize();
    return folder
        .resolveSibling("published_predictions")
        .resolve(folder.getFileName() + "_" + recording.file().getFileName());
  }

  private static void requireSameRows(Table table, Recording recording) {
    table.require(List.of(TIME));
    List<String> times = table.rows().stream().map(row -> row.getOrDefault(TIME, "")).toList();
    if (!times.equals(recording.testTimes())) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          table.file()
              + " is not about the rows of "
              + recording.file()
              + " from row "
              + (Recording.TRAINING_ROWS + 1)
              + " on: their times differ");
    }
  }

  private static Confusion confusion(Table table, String detector, Recording recording) {
    List<Decision> decisions =
        IntStream.range(0, table.rows().size())
            .mapToObj(row -> table.number(row, detector) > 0 ? Decision.ALARM : Decision.NORMAL)
            .toList();
    return Evaluation.confusion(decisions, recording.test().truths());
  }
}
