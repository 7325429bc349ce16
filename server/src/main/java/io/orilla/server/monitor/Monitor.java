package io.orilla.server.monitor;

import io.orilla.model.document.ObjectName;
import io.orilla.server.fleet.LaneReport;
import java.util.List;

/** What is to be watched, as known now. */
record Monitor(List<Detection> detection, List<Gap> gaps, List<NodeAccount> accounts) {

  /** The journal's balance of a node, lane by lane. */
  record NodeAccount(ObjectName node, List<LaneReport> lanes) {}
}
