package io.orilla.node.journal;

import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.KeptDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a lane lost, each record once. Format: {@code docs/format/journal.md}. Thread-safe; durable
 * with {@link #persist}. Where that was lost too, the holes in the lane are found again.
 */
final class Losses {
  private final JournalEpoch epoch;
  private final KeptDocument<Content> document;
  private final NavigableMap<Long, Loss> byFirst = new TreeMap<>();
  private long forgotten;
  private boolean changed;

  /**
   * @param forgotten how many records of the lane were lost before the losses that are listed
   */
  private record Content(JournalEpoch epoch, long forgotten, List<Loss> losses) {}

  /**
   * @param through of the records up to a sequence
   * @param above of those that are newer
   */
  record Count(long through, long above) {}

  Losses(Disk disk, Lane lane, JournalEpoch epoch) throws IOException {
    this.epoch = epoch;
    this.document = new KeptDocument<>(disk, lane.text() + "/dropped", Content.class);
    document
        .read()
        .filter(content -> epoch.equals(content.epoch()))
        .ifPresent(
            content -> {
              forgotten = content.forgotten();
              content.losses().forEach(loss -> byFirst.put(loss.first(), loss));
            });
  }

  /** Notes a loss, but for what of it is noted already; returns whether there was more. */
  synchronized boolean add(Loss loss) {
    boolean more = false;
    for (long first = loss.first(); first <= loss.last(); ) {
      long known = behind(first);
      Long next = byFirst.ceilingKey(first);
      long last = next == null ? loss.last() : Math.min(loss.last(), next - 1);
      if (known == first) {
        put(new Loss(first, last, loss.time(), loss.reason(), false, loss.eventsBefore()));
        more = true;
        known = last + 1;
      }
      first = known;
    }
    return more;
  }

  private void put(Loss loss) {
    Map.Entry<Long, Loss> before = byFirst.lowerEntry(loss.first());
    Loss joined =
        before != null && before.getValue().isFollowedBy(loss)
            ? before.getValue().through(loss.last())
            : loss;
    byFirst.put(joined.first(), joined);
    changed = true;
  }

  /** The sequence itself, or the first behind the losses that it is in. */
  synchronized long behind(long sequence) {
    long next = sequence;
    Map.Entry<Long, Loss> loss = byFirst.floorEntry(next);
    while (loss != null && loss.getValue().last() >= next) {
      next = loss.getValue().last() + 1;
      loss = byFirst.floorEntry(next);
    }
    return next;
  }

  synchronized Count count(long sequence) {
    long through = forgotten;
    long all = forgotten;
    for (Loss loss : byFirst.values()) {
      through += loss.countThrough(sequence);
      all += loss.count();
    }
    return new Count(through, all - through);
  }

  /** The last sequence that was lost; 0 when none was. */
  synchronized long last() {
    return byFirst.isEmpty() ? 0 : byFirst.lastEntry().getValue().last();
  }

  synchronized List<Loss> untold() {
    return byFirst.values().stream().filter(Predicate.not(Loss::told)).toList();
  }

  synchronized void told(List<Loss> told) {
    for (Loss loss : told) {
      Loss now = byFirst.get(loss.first());
      if (now != null) {
        byFirst.put(loss.first(), loss.asTold());
        if (now.last() > loss.last()) {
          byFirst.put(loss.last() + 1, rest(now, loss.last() + 1));
        }
        changed = true;
      }
    }
  }

  private static Loss rest(Loss loss, long first) {
    return new Loss(first, loss.last(), loss.time(), loss.reason(), false, loss.eventsBefore());
  }

  /** Keeps the number only of what was lost, and told, below a sequence. */
  synchronized void forgetBelow(long sequence) {
    for (Loss loss : new ArrayList<>(byFirst.headMap(sequence, false).values())) {
      if (loss.told() && loss.last() < sequence) {
        forgotten += loss.count();
        byFirst.remove(loss.first());
        changed = true;
      }
    }
  }

  synchronized void persist() throws IOException {
    if (changed) {
      document.write(new Content(epoch, forgotten, List.copyOf(byFirst.values())));
      changed = false;
    }
  }
}
