package io.orilla.node.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.connector.files.FilesConnector;
import io.orilla.connector.peer.NodeFolders;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.SignalName;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.MemoryDisk;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.journal.LaneReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is another machine's journal: each of its lines is in ours once, whatever happened. */
final class FilesThroughKillsTest {
  private static final SignalName COUNT = new SignalName("riva/hall1/line3/press/count");
  private static final ObjectName NODE = new ObjectName("hall-1");
  private static final int ROUNDS = 12;
  private static final int LINES = 3_000;

  @TempDir private Path folder;
  private FaultyDisk disk = new FaultyDisk(new MemoryDisk(), 3);

  @AfterEach
  void forget() {
    System.clearProperty(NodeFolders.FOLDER);
  }

  @Test
  void everyLineIsJournalledOnceThroughKillsAndRotations() throws IOException {
    System.setProperty(NodeFolders.FOLDER, folder.toString());
    Path file = Files.createDirectory(folder.resolve("line3")).resolve("counts.csv");
    long written = 0;
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 3 == 2) {
        Files.move(file, file.resolveSibling("counts.csv." + (ROUNDS - round)));
      }
      written = write(file, written);
      long enough = written - round * 40L;
      try (Journal journal = journal();
          Sources sources = sources(journal)) {
        await().until(() -> journal.journalled(Lane.SIGNALS) >= enough);
        disk = disk.afterKill();
      }
    }
    try (Journal journal = journal();
        Sources sources = sources(journal)) {
      long all = written;
      await().until(() -> counts(journal).size() >= all);
      assertThat(sources.status()).hasSize(1);
      assertThat(counts(journal)).isEqualTo(LongStream.range(0, written).boxed().toList());
    }
  }

  /** The header comes with each new file; many lines have the same time. */
  private static long write(Path file, long from) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.notExists(file)) {
      lines.add("time,count");
    }
    for (long count = from; count < from + LINES; count++) {
      lines.add("2026-03-01T06:00:%02dZ,%d".formatted(count / 100 % 60, count));
    }
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return from + LINES;
  }

  private Journal journal() {
    return Journal.open(
        disk,
        JournalSettings.DEFAULT,
        InstantSource.system(),
        () -> new JournalEpoch(new UUID(1, 2)));
  }

  private Sources sources(Journal journal) {
    Sources sources =
        new Sources(
            List.of(new FilesConnector(InstantSource.system())),
            journal,
            new Documents(disk),
            InstantSource.system());
    SourceSpec spec =
        new SourceSpec(
            NODE,
            "files",
            Json.tree(new Settings("line3/counts.csv", "10ms", new Settings.Time(List.of("time")))),
            List.of(new SourceSpec.Signal(COUNT, "count", null)));
    sources.reach(
        new DesiredState(
            NODE,
            new StateVersion(1, 1),
            Instant.EPOCH,
            List.of(new DesiredState.Source(new ObjectName("counts"), 1, spec)),
            List.of()));
    return sources;
  }

  private record Settings(String path, String interval, Time time) {
    record Time(List<String> columns) {}
  }

  private static List<Long> counts(Journal journal) {
    List<Long> counts = new ArrayList<>();
    try (LaneReader reader = journal.reader(Lane.SIGNALS, 1)) {
      reader.forEach(
          journal.journalled(Lane.SIGNALS),
          block ->
              SampleRecords.decode(block.payload())
                  .forEach(sample -> counts.add((long) sample.value().number().orElseThrow())));
    }
    return counts;
  }
}
