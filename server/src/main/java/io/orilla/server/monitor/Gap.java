package io.orilla.server.monitor;

import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.SignalName;
import io.orilla.server.record.NodeEvent;

/**
 * Samples of a signal may be missing between two source times, µs UTC.
 *
 * @param after 0 when there was no sample before
 */
record Gap(ObjectName node, SignalName signal, long after, long before, String reason) {
  static Gap of(NodeEvent<Event.Gap> said) {
    Event.Gap gap = said.event();
    return new Gap(said.node(), gap.signal(), gap.after(), gap.before(), gap.reason());
  }
}
