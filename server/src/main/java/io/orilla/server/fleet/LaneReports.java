package io.orilla.server.fleet;

import io.orilla.lake.inbox.Inbox;
import io.orilla.lake.inbox.LanePosition;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The balances of the nodes' lanes, from what the inbox holds. Thread-safe. */
public final class LaneReports {
  private final Inbox inbox;

  public LaneReports(Inbox inbox) {
    this.inbox = inbox;
  }

  /** The node's lanes that ever sent something, each in its newest journal epoch. */
  public List<LaneReport> of(ObjectName node) {
    Map<Lane, LanePosition> newest = new EnumMap<>(Lane.class);
    inbox.positions().stream()
        .filter(position -> position.key().node().equals(node))
        .sorted(Comparator.comparingLong(LanePosition::receivedAt))
        .forEach(position -> newest.put(position.key().lane(), position));
    return newest.values().stream().map(LaneReports::report).toList();
  }

  /**
   * What was pending when the batch was cut is split anew: the server knows how many records it
   * holds, whatever the node believes was delivered.
   */
  private static LaneReport report(LanePosition position) {
    LaneAccount said = position.account();
    long pending = said.delivered() + said.pending() - position.held();
    return new LaneReport(
        said.lane(),
        said.made(),
        position.held(),
        pending,
        said.dropped(),
        pending >= 0 && said.made() == position.held() + pending + said.dropped(),
        Micros.instant(position.receivedAt()));
  }
}
