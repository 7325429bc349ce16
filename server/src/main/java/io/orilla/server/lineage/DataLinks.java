package io.orilla.server.lineage;

import io.orilla.lake.duck.Sql;
import io.orilla.lake.table.Condition;
import io.orilla.lake.table.InboxRange;
import io.orilla.lake.table.Lake;
import io.orilla.lake.table.Snapshot;
import io.orilla.lake.table.Version;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.Provenance;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.TableName;
import io.orilla.model.task.TableInput;
import io.orilla.server.record.TimeRange;
import io.orilla.server.task.SnapshotSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The links from a model's training rows to the samples they were made of. */
final class DataLinks {
  private final Lake lake;

  DataLinks(Lake lake) {
    this.lake = lake;
  }

  /** A snapshot by name, as summaries write it: {@code raw.signals@4711}. */
  private record SnapshotName(TableName table, long id) {
    static SnapshotName of(String text) {
      int at = text.lastIndexOf('@');
      return new SnapshotName(
          new TableName(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
    }

    @Override
    public String toString() {
      return table + "@" + id;
    }
  }

  /** Prepared snapshot, raw snapshot and signals, as far as they can still be found. */
  List<Link> of(ModelConfig config) {
    Provenance.Dataset dataset = config.provenance().dataset();
    SnapshotName prepared = new SnapshotName(dataset.table(), dataset.snapshot());
    Optional<Snapshot> snapshot = find(prepared);
    List<Link> links = new ArrayList<>();
    links.add(prepared(prepared, dataset, snapshot));
    snapshot
        .map(found -> found.summary().get(SnapshotSummary.INPUT))
        .map(SnapshotName::of)
        .ifPresent(raw -> addRaw(links, raw, config));
    return links;
  }

  private void addRaw(List<Link> links, SnapshotName raw, ModelConfig config) {
    Optional<Snapshot> snapshot = find(raw);
    links.add(raw(raw, snapshot));
    if (snapshot.isPresent()) {
      links.addAll(signals(raw, config));
    }
  }

  private Optional<Snapshot> find(SnapshotName name) {
    if (!lake.contains(name.table())) {
      return Optional.empty();
    }
    return lake.describe(name.table()).snapshots().stream()
        .filter(snapshot -> snapshot.id() == name.id())
        .findFirst();
  }

  private Link prepared(
      SnapshotName name, Provenance.Dataset dataset, Optional<Snapshot> snapshot) {
    Facts facts =
        new Facts()
            .with("asset", dataset.asset())
            .with("rows trained on", dataset.rows())
            .withTime("from", dataset.from())
            .withTime("to", dataset.to());
    snapshot.ifPresentOrElse(found -> describe(facts, found), () -> facts.with("state", "expired"));
    return new Link(Link.Kind.PREPARED_SNAPSHOT, name.toString(), facts.all(), href(name));
  }

  private void describe(Facts facts, Snapshot snapshot) {
    Map<String, String> summary = snapshot.summary();
    facts
        .withTime("committed", snapshot.committedAt())
        .with("rows", snapshot.rows())
        .with("task", summary.get(SnapshotSummary.TASK))
        .with("workflow", summary.get(SnapshotSummary.WORKFLOW))
        .with("preparation", summary.get(SnapshotSummary.PREPARATION));
  }

  private static Link raw(SnapshotName name, Optional<Snapshot> snapshot) {
    Facts facts = new Facts();
    snapshot.ifPresentOrElse(
        found ->
            facts
                .withTime("committed", found.committedAt())
                .with("rows", found.rows())
                .with("inbox through", found.summary().get(InboxRange.THROUGH)),
        () -> facts.with("state", "expired"));
    return new Link(Link.Kind.RAW_SNAPSHOT, name.toString(), facts.all(), href(name));
  }

  private static Optional<String> href(SnapshotName name) {
    return Optional.of("/api/v1/tables/" + name.table());
  }

  /** Each signal of the model with the journal's sequences of its samples up to the last row. */
  private List<Link> signals(SnapshotName raw, ModelConfig config) {
    Provenance.Dataset dataset = config.provenance().dataset();
    List<Condition> conditions =
        List.of(
            new Condition.Is("asset", dataset.asset().text()),
            new Condition.OneOf("signal", names(config.signature(), dataset)),
            new Condition.Within("source_time", TimeRange.ALL.from(), dataset.to() + 1));
    TableInput input = lake.scan(raw.table(), Version.snapshot(raw.id()), conditions);
    String sql =
        """
        SELECT signal, node, epoch, count(*), min(sequence), max(sequence),
               epoch_us(min(source_time)), epoch_us(max(source_time))
        FROM %s WHERE %s GROUP BY signal, node, epoch ORDER BY signal, node, epoch"""
            .formatted(
                Sql.rows(input),
                conditions.stream().map(Condition::sql).collect(Collectors.joining(" AND ")));
    return lake.duckDb()
        .query(
            sql,
            conditions.stream().flatMap(condition -> condition.parameters().stream()).toList(),
            DataLinks::signal);
  }

  private static List<String> names(ModelSignature signature, Provenance.Dataset dataset) {
    return signature.signals().stream()
        .map(Preparation.Column::name)
        .map(name -> dataset.asset().signal(name).text())
        .toList();
  }

  private static Link signal(ResultSet row) throws SQLException {
    return new Link(
        Link.Kind.SIGNALS,
        row.getString(1),
        new Facts()
            .with("node", row.getString(2))
            .with("epoch", row.getString(3))
            .with("samples", row.getLong(4))
            .with("sequences", row.getLong(5) + "-" + row.getLong(6))
            .withTime("from", row.getLong(7))
            .withTime("to", row.getLong(8))
            .all(),
        Optional.empty());
  }
}
