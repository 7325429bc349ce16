package io.orilla.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.client.Task;
import io.orilla.demo.ledger.Audit;
import io.orilla.demo.ledger.JournalLatency;
import io.orilla.demo.ledger.JournalledSample;
import io.orilla.demo.ledger.Ledger;
import io.orilla.demo.site.Program;
import io.orilla.demo.site.Site;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    List<Report.Detection> detection = new ArrayList<>();
    steps.run(
        "monitor",
        "Monitor",
        progress -> {
          client
              .get("monitor")
              .path("detection")
              .forEach(
                  row -> detection.add(Json.mapper().convertValue(row, Report.Detection.class)));
          return detection.size() + " models judged by the labels";
        });
    steps.run("lineage", "Trace a prediction", progress -> lineage(predictions));
    Report.Replay[] replay = {new Report.Replay(0, 0)};
    steps.run(
        "replay",
        "Replay predictions",
        progress -> {
          replay[0] = replay(predictions);
          return replay[0].equal() + " of " + replay[0].tried() + " gave the same bits";
        });
    LakeAudit.Windows[] windows = {new LakeAudit.Windows(0, 0, 0, 0)};
    Audit[] ledger = {new Audit(0, 0, 0, 0, 0, 0, 0)};
    steps.run(
        "accounts",
        "Check the accounts",
        progress -> {
          try (LakeAudit lake = new LakeAudit(site)) {
            ledger[0] = lake.ledger();
            windows[0] = lake.windows(predictions);
          }
          return ledger[0].served() + " values served, " + ledger[0].missing() + " missing";
        });
    return report(predictions, detection, replay[0], windows[0], ledger[0]);
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
      LakeAudit.Windows swap,
      Audit ledger) {
    Map<String, Map<String, Report.Lane>> journal = journal();
    boolean balanced =
        journal.values().stream()
            .flatMap(lanes -> lanes.values().stream())
            .allMatch(Accounts::balanced);
    boolean ok =
        balanced
            && ledger.isBalanced()
            && swap.missed() == 0
            && swap.givenUp() == 0
            && swap.twice() == 0
            && replay.tried() >= Demo.REPLAYED_PER_MODEL
            && replay.equal() == replay.tried()
            && !detection.isEmpty();
    return new Report(
        steps.done(),
        ok,
        tables(),
        journal,
        ledger,
        gaps(),
        runs(),
        parity(),
        models(),
        predictions.size(),
        none(predictions),
        detection,
        swap,
        replay,
        latency(),
        memory());
  }

  private JournalLatency latency() {
    List<JournalledSample> journalled =
        site.nodes().stream().flatMap(node -> NodeHistory.samples(node).stream()).toList();
    return JournalLatency.of(Ledger.read(site.plant().ledger()), journalled);
  }

  private static boolean balanced(Report.Lane lane) {
    return lane.made() == lane.delivered() + lane.pending() + lane.dropped() && lane.dropped() == 0;
  }

  private Map<String, Report.Table> tables() {
    Map<String, Report.Table> tables = new TreeMap<>();
    client
        .get("tables")
        .forEach(
            table ->
                tables.put(
                    table.path("name").asText(),
                    new Report.Table(
                        table.path("rows").asLong(), table.path("snapshot").asText())));
    return tables;
  }

  /** As each node says it; the server's view is compared by the ledger. */
  private Map<String, Map<String, Report.Lane>> journal() {
    Map<String, Map<String, Report.Lane>> journal = new TreeMap<>();
    for (Program node : site.nodes()) {
      Map<String, Report.Lane> lanes = new TreeMap<>();
      NodeStatus.lanes(node)
          .forEach(
              account ->
                  lanes.put(
                      account.path("lane").asText(),
                      Json.mapper().convertValue(account, Report.Lane.class)));
      journal.put(node.name(), lanes);
    }
    return journal;
  }

  private Map<String, Long> gaps() {
    Map<String, Long> gaps = new TreeMap<>();
    client
        .get("monitor")
        .path("gaps")
        .forEach(gap -> gaps.merge(gap.path("reason").asText(), 1L, Long::sum));
    return gaps;
  }

  private Report.Runs runs() {
    Map<String, String> winner = new TreeMap<>();
    for (JsonNode model : demo.deployed().getLast().task().result().path("models")) {
      winner.put(
          model.path("asset").asText(),
          client
              .get("models/" + model.path("model").asText())
              .path("versions")
              .path(0)
              .path("algorithm")
              .asText());
    }
    return new Report.Runs(client.get("runs?limit=10000").size(), winner);
  }

  private Report.Parity parity() {
    Report.Parity sum = new Report.Parity(0, 0, 0, 0);
    for (Demo.Deployed deployed : demo.deployed()) {
      for (JsonNode model : deployed.task().result().path("models")) {
        JsonNode parity = model.path("parity");
        sum =
            new Report.Parity(
                Math.max(sum.largestRelative(), parity.path("largestRelative").asDouble()),
                sum.differing() + parity.path("differing").asLong(),
                sum.differingAtLimit() + parity.path("differingAtLimit").asLong(),
                sum.rows() + parity.path("rows").asLong());
      }
    }
    return sum;
  }

  private List<Report.Model> models() {
    List<Report.Model> models = new ArrayList<>();
    for (Demo.Deployed deployed : demo.deployed()) {
      for (JsonNode model : deployed.task().result().path("models")) {
        models.add(
            new Report.Model(
                model.path("model").asText(),
                model.path("version").asInt(),
                model.path("asset").asText(),
                model.path("bundle").asText(),
                deployed.study()));
      }
    }
    return models;
  }

  private static Map<String, Long> none(List<Prediction> predictions) {
    Map<String, Long> none = new TreeMap<>();
    for (Prediction prediction : predictions) {
      Prediction.Reason reason = prediction.reason();
      if (reason != null) {
        none.merge(reason.cause().name(), 1L, Long::sum);
      }
    }
    return none;
  }

  private Map<String, Long> memory() {
    Map<String, Long> memory = new TreeMap<>();
    site.programs().forEach(program -> memory.put(program.name(), program.peakMemoryBytes()));
    for (JsonNode task : client.get("tasks?limit=1000")) {
      memory.merge("worker", task.path("result").path("peakMemoryBytes").asLong(), Math::max);
    }
    return memory;
  }
}
