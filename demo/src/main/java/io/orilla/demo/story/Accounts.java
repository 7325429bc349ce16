package io.orilla.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.client.Task;
import io.orilla.demo.ledger.Audit;
import io.orilla.demo.ledger.Windows;
import io.orilla.demo.site.Site;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.prediction.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks every account of a loop that has closed, and writes the report. */
final class Accounts {
  private static final List<String> LINKS =
      List.of(
          "prediction",
          "deployment",
          "model-version",
          "run",
          "prepared-snapshot",
          "raw-snapshot",
          "signals");

  private final Site site;
  private final OrillaClient client;
  private final Loop loop;
  private final Steps steps;
  private final Demo demo;

  Accounts(Site site, OrillaClient client, Loop loop, Steps steps, Demo demo) {
    this.site = site;
    this.client = client;
    this.loop = loop;
    this.steps = steps;
    this.demo = demo;
  }

  Report run() {
    List<Prediction> predictions = loop.predictions();
    List<Report.Detection> detection =
        steps.find(
            "monitor",
            "Monitor",
            progress -> detection(),
            found -> found.size() + " models judged by the labels");
    steps.run("lineage", "Trace a prediction", progress -> lineage(predictions));
    Report.Replay replay =
        steps.find(
            "replay",
            "Replay predictions",
            progress -> replay(predictions),
            found -> found.equal() + " of " + found.tried() + " gave the same bits");
    Books books =
        steps.find("accounts", "Check the accounts", progress -> books(predictions), Books::text);
    return report(predictions, detection, replay, books);
  }

  private List<Report.Detection> detection() {
    List<Report.Detection> detection = new ArrayList<>();
    client
        .get("monitor")
        .path("detection")
        .forEach(row -> detection.add(Json.mapper().convertValue(row, Report.Detection.class)));
    return detection;
  }

  /** What went in held against what is in the lake. */
  private record Books(Audit ledger, Windows windows) {
    String text() {
      return ledger.served() + " values served, " + ledger.missing() + " missing";
    }
  }

  private Books books(List<Prediction> predictions) {
    try (LakeAudit lake = new LakeAudit(site)) {
      return new Books(lake.ledger(), lake.windows(predictions));
    }
  }

  private String lineage(List<Prediction> predictions) {
    Prediction latest =
        predictions.stream()
            .filter(prediction -> prediction.input() != null)
            .findFirst()
            .orElseThrow(
                () -> new OrillaException(ErrorCode.INTERNAL_ERROR, "no window was decided"));
    List<String> kinds = new ArrayList<>();
    client
        .get("predictions/" + latest.id() + "/lineage")
        .path("links")
        .forEach(link -> kinds.add(link.path("kind").asText()));
    if (!kinds.containsAll(LINKS)) {
      throw new OrillaException(
          ErrorCode.INTERNAL_ERROR,
          "the lineage of prediction " + latest.id() + " has only " + kinds);
    }
    return "prediction " + latest.id() + " back to its signals in " + kinds.size() + " links";
  }

  /** As many predictions from before the swap as from after it, over all assets. */
  private Report.Replay replay(List<Prediction> predictions) {
    Map<String, List<Prediction>> byStudy = new HashMap<>();
    for (Prediction prediction : predictions) {
      String bundle = prediction.model().text();
      demo.deployed().stream()
          .filter(deployed -> deployed.bundles().containsValue(bundle))
          .forEach(
              deployed ->
                  byStudy
                      .computeIfAbsent(deployed.study(), study -> new ArrayList<>())
                      .add(prediction));
    }
    List<String> ids =
        byStudy.values().stream().flatMap(Accounts::spread).map(Prediction::id).toList();
    Task task = loop.finish(new Task(client.post("predictions/replay", Map.of("ids", ids))));
    long equal = 0;
    for (JsonNode replayed : task.result().path("replayed")) {
      equal += replayed.path("equal").asBoolean() ? 1 : 0;
    }
    return new Report.Replay(ids.size(), equal);
  }

  private static Stream<Prediction> spread(List<Prediction> predictions) {
    int stride = Math.max(1, predictions.size() / Demo.REPLAYED_PER_MODEL);
    List<Prediction> chosen = new ArrayList<>();
    for (int i = 0; i < predictions.size(); i += stride) {
      chosen.add(predictions.get(i));
    }
    return chosen.stream();
  }

  private Report report(
      List<Prediction> predictions,
      List<Report.Detection> detection,
      Report.Replay replay,
      Books books) {
    Figures figures = new Figures(site, client, demo);
    Map<String, Map<String, LaneAccount>> journal = figures.journal();
    Windows swap = books.windows();
    boolean whole =
        journal.values().stream()
            .flatMap(lanes -> lanes.values().stream())
            .allMatch(Accounts::isWhole);
    boolean ok =
        whole
            && books.ledger().isBalanced()
            && swap.missed() == 0
            && swap.givenUp() == 0
            && swap.twice() == 0
            && replay.tried() >= Demo.REPLAYED_PER_MODEL
            && replay.equal() == replay.tried()
            && !detection.isEmpty();
    return new Report(
        steps.done(),
        ok,
        figures.tables(),
        journal,
        books.ledger(),
        figures.gaps(),
        figures.runs(),
        figures.parity(),
        figures.models(),
        predictions.size(),
        Figures.none(predictions),
        detection,
        swap,
        replay,
        figures.latency(),
        figures.memory());
  }

  private static boolean isWhole(LaneAccount lane) {
    return lane.balanced() && lane.dropped() == 0;
  }
}
