package io.orilla.node.journal;

import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.Disk.ReadableFile;
import io.orilla.node.disk.KeptDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The document that names the journal's epoch. Replacing it is the one step by which an epoch ends:
 * the segments of any other are leftovers from then on.
 *
 * @param givenUp what the epoch before had not delivered; the first records of this one
 */
record EpochFile(JournalEpoch epoch, List<Event> givenUp) {
  EpochFile {
    givenUp = List.copyOf(givenUp);
  }

  private static KeptDocument<EpochFile> document(Disk disk) {
    return new KeptDocument<>(disk, "epoch", EpochFile.class);
  }

  /** Where both copies are damaged, the newest segments say which epoch it was. */
  static EpochFile readOrBegin(Disk disk, EpochSource epochs) throws IOException {
    Optional<EpochFile> kept = document(disk).read();
    if (kept.isPresent()) {
      return kept.get();
    }
    Optional<JournalEpoch> found = ofNewestSegment(disk);
    EpochFile file = new EpochFile(found.isPresent() ? found.get() : epochs.next(), List.of());
    document(disk).writeTwice(file);
    return file;
  }

  private static Optional<JournalEpoch> ofNewestSegment(Disk disk) throws IOException {
    List<SegmentHeader> headers = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      for (String name : disk.list(lane.text())) {
        try (ReadableFile file = disk.openToRead(lane.text() + "/" + name)) {
          SegmentHeader.read(file).ifPresent(headers::add);
        }
      }
    }
    return headers.stream()
        .max(Comparator.comparingLong(SegmentHeader::begunAt))
        .map(SegmentHeader::epoch);
  }

  static void renew(Disk disk, EpochSource epochs, List<Event> givenUp) throws IOException {
    document(disk).writeTwice(new EpochFile(epochs.next(), givenUp));
  }
}
