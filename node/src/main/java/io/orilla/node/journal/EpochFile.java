package io.orilla.node.journal;

import io.orilla.model.content.Json;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.LaneAccount;
import io.orilla.node.disk.Disk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The file that names the journal's epoch. Replacing it is the one step by which an epoch ends: the
 * segments of any other are leftovers from then on.
 *
 * @param givenUp what the epoch before had not delivered; the first records of this one
 */
record EpochFile(JournalEpoch epoch, List<Event> givenUp) {
  private static final String NAME = "epoch.json";

  EpochFile {
    givenUp = List.copyOf(givenUp);
  }

  static EpochFile readOrBegin(Disk disk, EpochSource epochs) throws IOException {
    Optional<byte[]> content = disk.read(NAME);
    if (content.isPresent()) {
      return Json.read(content.get(), EpochFile.class);
    }
    EpochFile file = new EpochFile(epochs.next(), List.of());
    disk.replace(NAME, Json.bytes(file));
    return file;
  }

  static void renew(
      Disk disk, EpochSource epochs, List<LaneAccount> accounts, long time, String reason)
      throws IOException {
    List<Event> givenUp =
        accounts.stream()
            .filter(account -> account.pending() > 0)
            .map(account -> dropped(account, time, reason))
            .toList();
    disk.replace(NAME, Json.bytes(new EpochFile(epochs.next(), givenUp)));
  }

  private static Event dropped(LaneAccount account, long time, String reason) {
    long first = account.delivered() + 1;
    return new Event.Dropped(
        time, account.lane(), first, account.made(), account.pending(), reason);
  }
}
