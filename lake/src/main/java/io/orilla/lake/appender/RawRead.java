package io.orilla.lake.appender;

import io.orilla.lake.inbox.InboxEntry;
import io.orilla.model.task.TableInput;
import java.util.List;

/**
 * All that was received for a raw table, each record once.
 *
 * @param committed what is in the table
 * @param waiting the accepted batches that are not, in order; those that cannot be decoded are left
 *     out
 */
public record RawRead(TableInput committed, List<InboxEntry> waiting) {
  public RawRead {
    waiting = List.copyOf(waiting);
  }
}
