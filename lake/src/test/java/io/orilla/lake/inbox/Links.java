package io.orilla.lake.inbox;

import io.orilla.model.journal.Chain;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** The links of a lane whose record number n is always the same. */
public final class Links {
  private final Lane lane;
  private final LongFunction<byte[]> payload;
  private final List<Integer> links = new ArrayList<>();

  /**
   * @param payload of the record with this sequence number alone
   */
  public Links(JournalEpoch epoch, Lane lane, LongFunction<byte[]> payload) {
    this.lane = lane;
    this.payload = payload;
    links.add(Chain.start(epoch));
  }

  public synchronized int at(long sequence) {
    while (links.size() <= sequence) {
      links.add(Chain.over(lane, links.getLast(), payload.apply(links.size())).after());
    }
    return links.get((int) sequence);
  }
}
