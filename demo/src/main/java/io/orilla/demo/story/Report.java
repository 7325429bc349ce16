package io.orilla.demo.story;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orilla.demo.ledger.Audit;
import io.orilla.demo.ledger.JournalLatency;
import io.orilla.demo.ledger.Windows;
import io.orilla.model.journal.LaneAccount;
import java.util.List;
import java.util.Map;

/**
 * What the demo came to: the JSON of {@code --report}.
 *
 * @param tables rows and snapshot id per table
 * @param journal per node and lane
 * @param gaps gap records by reason
 * @param runs tracking runs, and the winner per asset
 * @param parity over all models
 * @param models deployed, with digests, in the order they were
 * @param none windows without prediction by reason
 * @param memory peak resident memory of each process, bytes
 */
record Report(
    List<Steps.Step> steps,
    boolean ok,
    Map<String, Table> tables,
    Map<String, Map<String, LaneAccount>> journal,
    Audit ledger,
    Map<String, Long> gaps,
    Runs runs,
    Parity parity,
    List<Model> models,
    long predictions,
    Map<String, Long> none,
    List<Detection> detection,
    Windows swap,
    Replay replay,
    @JsonProperty("latency_ms") JournalLatency latency,
    Map<String, Long> memory) {

  record Table(long rows, String snapshot) {}

  record Runs(int count, Map<String, String> winner) {}

  record Parity(double largestRelative, long differing, long differingAtLimit, long rows) {}

  record Model(String model, int version, String asset, String bundle, String study) {}

  record Detection(
      String asset,
      String model,
      int version,
      double f1,
      double far,
      double mar,
      long tp,
      long tn,
      long fp,
      long fn,
      Map<String, Long> none) {}

  record Replay(long tried, long equal) {}
}
