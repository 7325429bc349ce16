package io.orilla.lake.appender;

import static io.orilla.lake.table.ColumnType.BIGINT;
import static io.orilla.lake.table.ColumnType.DOUBLE;
import static io.orilla.lake.table.ColumnType.INTEGER;
import static io.orilla.lake.table.ColumnType.TIMESTAMPTZ;
import static io.orilla.lake.table.ColumnType.VARCHAR;

import io.orilla.lake.table.Column;
import io.orilla.lake.table.TableWriter.RowValues;
import io.orilla.lake.table.TableWriter.Values;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Prediction;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Predictions, what one asks for in columns of their own, and each whole in {@code body}. */
record PredictionsTable() implements RawTable {
  @Override
  public Lane lane() {
    return Lane.PREDICTIONS;
  }

  @Override
  public TableName name() {
    return TableName.PREDICTIONS;
  }

  @Override
  public List<Column> ownColumns() {
    return List.of(
        new Column("id", VARCHAR),
        new Column("asset", VARCHAR),
        new Column("workload", VARCHAR),
        new Column("output", VARCHAR),
        new Column("role", VARCHAR),
        new Column("model", VARCHAR),
        new Column("deployment_epoch", BIGINT),
        new Column("deployment_counter", BIGINT),
        new Column("generation", BIGINT),
        new Column("window_from", TIMESTAMPTZ),
        new Column("window_to", TIMESTAMPTZ),
        new Column("window_rows", INTEGER),
        new Column("signals_epoch", VARCHAR),
        new Column("signals_from", BIGINT),
        new Column("signals_through", BIGINT),
        new Column("decided_at", TIMESTAMPTZ),
        new Column("decision", VARCHAR),
        new Column("reason", VARCHAR),
        new Column("reason_detail", VARCHAR),
        new Column("score", DOUBLE),
        new Column("outputs", VARCHAR),
        new Column("quality", VARCHAR),
        new Column("latency_us", BIGINT),
        new Column("input", VARCHAR),
        new Column("runtime", VARCHAR),
        new Column("body", VARCHAR));
  }

  @Override
  public List<RowValues> decode(Block block) {
    return JsonRecords.decode(block.payload(), Prediction.class).stream()
        .<RowValues>map(prediction -> row -> give(prediction, row))
        .toList();
  }

  private static void give(Prediction prediction, Values row) throws SQLException {
    row.text(prediction.id()).text(prediction.asset().text()).text(prediction.workload().text());
    row.text(prediction.output()).text(prediction.role().text());
    row.text(prediction.model().text());
    row.number(prediction.deployment().epoch()).number(prediction.deployment().counter());
    row.number(prediction.generation());
    row.time(prediction.window().from()).time(prediction.window().to());
    row.integer(prediction.window().rows());
    giveConsumed(prediction.consumed(), row);
    row.time(prediction.decidedAt()).text(prediction.decision().name());
    Prediction.Reason reason = prediction.reason();
    row.text(reason == null ? null : reason.cause().name());
    row.text(reason == null ? null : reason.detail());
    giveOutputs(prediction, row);
    Digest input = prediction.input();
    row.text(prediction.quality().name()).number(prediction.latency());
    row.text(input == null ? null : input.text()).text(prediction.runtime());
    row.text(Json.text(prediction));
  }

  private static void giveConsumed(Prediction.@Nullable Consumed consumed, Values row)
      throws SQLException {
    if (consumed == null) {
      row.missing(3);
    } else {
      row.text(consumed.epoch().toString()).number(consumed.from()).number(consumed.through());
    }
  }

  private static void giveOutputs(Prediction prediction, Values row) throws SQLException {
    float[] score = prediction.outputs().get(ModelSignature.SCORE);
    if (score == null || score.length == 0) {
      row.missing(1);
    } else {
      row.real(score[0]);
    }
    row.text(Json.text(prediction.outputs()));
  }
}
