package io.orilla.node.local;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.node.NodeFigures.LaneFigures;
import io.orilla.node.delivery.Wait;
import io.orilla.node.journal.Journal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lane's balance and how far it is safe.
 *
 * @param journalled last sequence that was written: it survives a kill
 * @param durable last sequence that was synced: it survives a power cut
 * @param firstKept oldest sequence that can still be read here
 * @param trouble what is wrong with the disk while it does not take the lane's records, which are
 *     held in memory; absent while it does
 * @param waits why it has something to send and does not; absent when it does
 */
public record LaneStatus(
    @JsonUnwrapped LaneAccount account,
    long journalled,
    long durable,
    long firstKept,
    @Nullable String trouble,
    @Nullable Wait waits) {
  public static LaneStatus of(Journal journal, Lane lane, Optional<Wait> wait) {
    return new LaneStatus(
        journal.account(lane),
        journal.journalled(lane),
        journal.durable(lane),
        journal.firstKept(lane),
        journal.trouble(lane).orElse(null),
        wait.orElse(null));
  }

  LaneFigures figures() {
    String waiting = waits == null ? null : waits.reason();
    return new LaneFigures(account.lane(), journalled, durable, trouble, waiting);
  }
}
