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
import java.util.function.LongBinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a lane lost, each record once: the numbers that are gone, and until they are told, those of
 * segments that were thinned. Format: {@code docs/format/journal.md}. Thread-safe; durable with
 * {@link #persist}. Where that was lost too, the holes in the lane are found again.
 */
final class Losses {
  private final JournalEpoch epoch;
  private final KeptDocument<Content> document;
  private final NavigableMap<Long, Loss> byFirst = new TreeMap<>();
  private final List<Loss> thinned = new ArrayList<>();
  private long forgotten;
  private long thinnedForgotten;
  private boolean changed;

  /**
   * @param forgotten how many records of the lane were lost that nothing else tells of
   * @param thinnedForgotten the sequence up to which those thinned out are among them
   */
  private record Content(
      JournalEpoch epoch, long forgotten, long thinnedForgotten, List<Loss> losses) {}

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
              thinnedForgotten = content.thinnedForgotten();
              content.losses().forEach(this::recall);
            });
  }

  private void recall(Loss loss) {
    if (loss.isThinned()) {
      thinned.add(loss);
    } else {
      byFirst.put(loss.first(), loss);
    }
  }

  /**
   * Notes a loss, but for what of it is noted already.
   *
   * @param thinned how many of the records from the first to the last were thinned out before
   */
  synchronized void add(Loss loss, LongBinaryOperator thinned) {
    for (long first = loss.first(); first <= loss.last(); ) {
      long known = behind(first);
      Long next = byFirst.ceilingKey(first);
      long last = next == null ? loss.last() : Math.min(loss.last(), next - 1);
      if (known == first) {
        long count = last - first + 1 - thinned.applyAsLong(first, last);
        put(new Loss(first, last, count, loss.time(), loss.reason(), false, loss.eventsBefore()));
        known = last + 1;
      }
      first = known;
    }
  }

  private void put(Loss loss) {
    Map.Entry<Long, Loss> before = byFirst.lowerEntry(loss.first());
    Loss joined =
        before != null && before.getValue().isFollowedBy(loss)
            ? before.getValue().joined(loss)
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
      through += loss.spanThrough(sequence);
      all += loss.span();
    }
    return new Count(through, all - through);
  }

  /** The last sequence that was lost; 0 when none was. */
  synchronized long last() {
    return byFirst.isEmpty() ? 0 : byFirst.lastEntry().getValue().last();
  }

  synchronized List<Loss> untold() {
    return Stream.concat(
            thinned.stream(), byFirst.values().stream().filter(Predicate.not(Loss::told)))
        .toList();
  }

  /** Notes that a segment is about to be thinned. */
  synchronized void thin(Loss loss) {
    thinned.add(loss);
    changed = true;
  }

  /** It was not, or it is told. */
  synchronized void removeThinned(Predicate<Loss> which) {
    changed |= thinned.removeIf(which);
  }

  /** Counts what is lost, was told, and that nothing else tells of. */
  synchronized void forget(long count) {
    forgotten += count;
    changed |= count > 0;
  }

  /** Counts what was thinned out of a segment, up to a sequence, that is not kept any more. */
  synchronized void forgetThinned(long through, long count) {
    forget(count);
    thinnedForgotten = Math.max(thinnedForgotten, through);
    changed = true;
  }

  /** Whether what was thinned out of this segment is counted neither as gone nor as forgotten. */
  synchronized boolean isCountedBy(Segments.Range segment) {
    return segment.last() > thinnedForgotten && behind(segment.first()) == segment.first();
  }

  /** Whether any of these records are gone. */
  synchronized boolean hasAnyOf(Segments.Range range) {
    return behind(range.first()) != range.first()
        || !byFirst.subMap(range.first(), true, range.last(), true).isEmpty();
  }

  synchronized void told(List<Loss> told) {
    for (Loss loss : told) {
      if (loss.isThinned()) {
        removeThinned(loss::equals);
        continue;
      }
      Loss now = byFirst.get(loss.first());
      if (now != null) {
        byFirst.put(loss.first(), loss.asTold());
        if (now.last() > loss.last()) {
          byFirst.put(loss.last() + 1, now.behind(loss));
        }
        changed = true;
      }
    }
  }

  /** Keeps the number only of what was lost, and told, below a sequence. */
  synchronized void forgetBelow(long sequence) {
    for (Loss loss : new ArrayList<>(byFirst.headMap(sequence, false).values())) {
      if (loss.told() && loss.last() < sequence) {
        forgotten += loss.span();
        byFirst.remove(loss.first());
        changed = true;
      }
    }
  }

  synchronized void persist() throws IOException {
    if (changed) {
      List<Loss> all = Stream.concat(thinned.stream(), byFirst.values().stream()).toList();
      document.write(new Content(epoch, forgotten, thinnedForgotten, all));
      changed = false;
    }
  }
}
