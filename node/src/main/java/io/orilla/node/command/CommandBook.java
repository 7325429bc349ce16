package io.orilla.node.command;

import io.orilla.model.command.CommandId;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.error.OrillaException;
import io.orilla.node.disk.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that this node has taken: what stands here is never acted on again. Each change is
 * durable when the call returns. Not thread-safe.
 */
final class CommandBook {
  private static final Logger log = LoggerFactory.getLogger(CommandBook.class);
  private static final String NAME = "commands/taken.json";
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int MOST = 1_000;

  private final Documents documents;
  private Page page;
  private boolean lost;

  /**
   * A command that was taken.
   *
   * @param settled whether its result is known
   * @param boot the machine's boot id when it was taken
   */
  record Entry(CommandId id, String kind, Instant deadline, boolean settled, String boot) {
    Entry whenSettled() {
      return new Entry(id, kind, deadline, true, boot);
    }
  }

  private record Page(StateVersion version, List<Entry> taken) {
    Page {
      taken = List.copyOf(taken);
    }
  }

  CommandBook(Documents documents) {
    this.documents = documents;
    this.page = load().orElseGet(() -> new Page(StateVersion.NONE, List.of()));
  }

  private Optional<Page> load() {
    try {
      return documents.read(NAME, Page.class);
    } catch (OrillaException e) {
      log.error("{} cannot be read: commands that are open now will not be done", NAME, e);
      lost = true;
      return Optional.empty();
    }
  }

  /** Version of the newest list that was taken. */
  StateVersion version() {
    return page.version();
  }

  /** Whether what was taken before cannot be read any more; until the next list is taken. */
  boolean isLost() {
    return lost;
  }

  boolean knows(CommandId id) {
    return page.taken().stream().anyMatch(entry -> entry.id().equals(id));
  }

  /** Those of which no result is known. */
  List<Entry> open() {
    return page.taken().stream().filter(entry -> !entry.settled()).toList();
  }

  /** Takes a list over: after this, none of its commands is fresh. */
  void take(StateVersion version, List<Entry> fresh, Instant now) {
    List<Entry> taken = new ArrayList<>(page.taken());
    taken.removeIf(entry -> entry.deadline().plus(KEPT).isBefore(now));
    taken.addAll(fresh);
    taken.sort(Comparator.comparing(Entry::deadline));
    int over = Math.max(0, taken.size() - MOST);
    write(new Page(version, taken.subList(over, taken.size())));
    lost = false;
  }

  void settle(CommandId id) {
    write(
        new Page(
            page.version(),
            page.taken().stream()
                .map(entry -> entry.id().equals(id) ? entry.whenSettled() : entry)
                .toList()));
  }

  private void write(Page next) {
    documents.write(NAME, next);
    page = next;
  }
}
