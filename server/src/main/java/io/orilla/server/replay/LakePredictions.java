package io.orilla.server.replay;

import io.orilla.lake.duck.Sql;
import io.orilla.lake.table.Lake;
import io.orilla.model.content.Json;
import io.orilla.model.document.TableName;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.task.TableInput;
import java.util.Collections;
import java.util.List;

/** The predictions that are in the lake. */
public final class LakePredictions implements PredictionArchive {
  private final Lake lake;

  public LakePredictions(Lake lake) {
    this.lake = lake;
  }

  @Override
  public List<Prediction> find(List<String> ids) {
    TableInput table = lake.scan(TableName.PREDICTIONS);
    if (table.files().isEmpty()) {
      return List.of();
    }
    String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
    return lake.duckDb()
        .query(
            "SELECT body FROM " + Sql.rows(table) + " WHERE id IN (" + marks + ")",
            ids,
            row -> Json.read(row.getString(1), Prediction.class));
  }
}
