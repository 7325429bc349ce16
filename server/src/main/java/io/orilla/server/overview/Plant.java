package io.orilla.server.overview;

import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.node.Standing;
import io.orilla.model.signal.AssetName;
import io.orilla.server.alarm.Alarm;
import io.orilla.server.document.Documents;
import io.orilla.server.fleet.Fleet;
import io.orilla.server.fleet.LaneReport;
import io.orilla.server.fleet.NodeReport;
import io.orilla.server.prediction.LiveAssets;
import io.orilla.server.record.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The plant's edge: nodes, their assets and alarms, and the balance of their journals. */
final class Plant {
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private final Documents documents;
  private final Fleet fleet;
  private final LiveAssets live;

  Plant(Documents documents, Fleet fleet, LiveAssets live) {
    this.documents = documents;
    this.fleet = fleet;
    this.live = live;
  }

  List<Overview.NodeBox> nodes(List<NodeReport> reports, List<Alarm> alarms, Instant now) {
    return reports.stream().map(report -> node(report, alarms, now)).toList();
  }

  private Overview.NodeBox node(NodeReport report, List<Alarm> alarms, Instant now) {
    long pending = report.accounts().stream().mapToLong(LaneReport::pending).sum();
    return new Overview.NodeBox(
        report.name(),
        report.sources().stream().mapToInt(NodeReport.Source::signals).sum(),
        report.sources().stream()
            .map(NodeReport.Source::connector)
            .distinct()
            .collect(Collectors.joining(", ")),
        report.lastSeen(),
        connected(report, now),
        concern(report),
        lastSaid(report, pending),
        pending,
        assets(report.name()).stream().map(asset -> asset(asset, alarms)).toList());
  }

  static boolean connected(NodeReport report, Instant now) {
    return report.lastSeen().map(seen -> seen.plus(SILENCE).isAfter(now)).orElse(false);
  }

  private static Optional<String> concern(NodeReport report) {
    if (!report.standing().equals(Standing.TRUSTED.text())) {
      return Optional.of(report.standing());
    }
    return Optional.ofNullable(report.safeMode()).map(reason -> "safe mode");
  }

  private static String lastSaid(NodeReport report, long pending) {
    List<String> lost =
        report.sources().stream()
            .filter(source -> !source.connected())
            .map(source -> source.name() + " not connected")
            .toList();
    String work = lost.isEmpty() ? "working" : String.join(", ", lost);
    return work + ", " + pending + " pending";
  }

  private List<AssetName> assets(ObjectName node) {
    return documents.current().all(SourceSpec.class).stream()
        .filter(source -> source.spec().node().equals(node))
        .flatMap(source -> source.spec().assets().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private Overview.AssetBox asset(AssetName asset, List<Alarm> alarms) {
    List<Verdict> recent = live.recent(asset);
    Optional<Verdict> newest = recent.isEmpty() ? Optional.empty() : Optional.of(recent.getLast());
    return new Overview.AssetBox(
        asset,
        newest.map(Verdict::score).filter(score -> !score.isNaN()),
        alarms.stream()
            .filter(alarm -> alarm.asset().equals(asset))
            .map(Alarm::raisedAt)
            .min(Comparator.naturalOrder()),
        newest.map(verdict -> Micros.instant(verdict.time())));
  }

  /** The alarms that are active, as the nodes said, newest first. */
  List<Alarm> alarms(List<NodeReport> reports) {
    return reports.stream()
        .flatMap(
            report ->
                fleet.state(report.name()).process().alarms().values().stream()
                    .filter(alarm -> alarm.state().isActive() && !alarm.liesOnShelf())
                    .map(alarm -> Alarm.of(report.name(), alarm, Optional.empty())))
        .sorted(Comparator.comparing(Alarm::raisedAt).reversed())
        .toList();
  }

  static Overview.Journal journal(List<NodeReport> reports) {
    List<LaneReport> lanes =
        reports.stream().flatMap(report -> report.accounts().stream()).toList();
    return new Overview.Journal(
        lanes.stream().mapToLong(LaneReport::made).sum(),
        lanes.stream().mapToLong(LaneReport::delivered).sum(),
        lanes.stream().mapToLong(LaneReport::pending).sum(),
        lanes.stream().mapToLong(LaneReport::dropped).sum(),
        lanes.stream().allMatch(LaneReport::balanced));
  }
}
