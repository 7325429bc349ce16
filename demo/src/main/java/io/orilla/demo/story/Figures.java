package io.orilla.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.demo.ledger.JournalLatency;
import io.orilla.demo.ledger.JournalledSample;
import io.orilla.demo.ledger.Ledger;
import io.orilla.demo.site.Program;
import io.orilla.demo.site.Site;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.prediction.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What plant, nodes and server say of a loop that has closed, for the report. */
final class Figures {
  private final Site site;
  private final OrillaClient client;
  private final Demo demo;

  Figures(Site site, OrillaClient client, Demo demo) {
    this.site = site;
    this.client = client;
    this.demo = demo;
  }

  JournalLatency latency() {
    List<JournalledSample> journalled =
        site.nodes().stream().flatMap(node -> NodeHistory.samples(node).stream()).toList();
    return JournalLatency.of(Ledger.read(site.plant().ledger()), journalled);
  }

  Map<String, Report.Table> tables() {
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
  Map<String, Map<String, LaneAccount>> journal() {
    Map<String, Map<String, LaneAccount>> journal = new TreeMap<>();
    for (Program node : site.nodes()) {
      Map<String, LaneAccount> lanes = new TreeMap<>();
      NodeStatus.accounts(node).forEach(account -> lanes.put(account.lane().text(), account));
      journal.put(node.name(), lanes);
    }
    return journal;
  }

  Map<String, Long> gaps() {
    Map<String, Long> gaps = new TreeMap<>();
    client
        .get("monitor")
        .path("gaps")
        .forEach(gap -> gaps.merge(gap.path("reason").asText(), 1L, Long::sum));
    return gaps;
  }

  Report.Runs runs() {
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

  Report.Parity parity() {
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

  List<Report.Model> models() {
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

  static Map<String, Long> none(List<Prediction> predictions) {
    Map<String, Long> none = new TreeMap<>();
    for (Prediction prediction : predictions) {
      Prediction.Reason reason = prediction.reason();
      if (reason != null) {
        none.merge(reason.cause().name(), 1L, Long::sum);
      }
    }
    return none;
  }

  Map<String, Long> memory() {
    Map<String, Long> memory = new TreeMap<>();
    site.programs().forEach(program -> memory.put(program.name(), program.peakMemoryBytes()));
    for (JsonNode task : client.get("tasks?limit=1000")) {
      memory.merge("worker", task.path("result").path("peakMemoryBytes").asLong(), Math::max);
    }
    return memory;
  }
}
