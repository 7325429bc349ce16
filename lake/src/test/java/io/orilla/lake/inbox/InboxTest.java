package io.orilla.lake.inbox;

import static io.orilla.lake.inbox.Batches.NODE;
import static io.orilla.lake.inbox.Batches.batch;
import static io.orilla.lake.inbox.Batches.otherwise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
  @TempDir Path folder;
  private Inbox inbox;

  @BeforeEach
  void open() {
    inbox = Inbox.open(folder, InboxLimits.DEFAULT, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  private void reopen() {
    reopen(InboxLimits.DEFAULT);
  }

  private void reopen(InboxLimits limits) {
    inbox.close();
    inbox = Inbox.open(folder, limits, Clock.systemUTC());
  }

  private List<Long> held() {
    return inbox.read(0, Long.MAX_VALUE).stream()
        .map(InboxEntry::decode)
        .flatMap(
            batch -> LongStream.rangeClosed(batch.firstSequence(), batch.lastSequence()).boxed())
        .toList();
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".inbox")).sorted().toList();
    }
  }

  private static void refused(ErrorCode code, Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(OrillaException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void anAcceptedBatchIsReadBackAsItCame() {
    JournalBatch batch = batch(1, 3, 6);
    assertThat(inbox.accept(NODE, batch).through()).isEqualTo(5);

    InboxEntry entry = inbox.read(0, 1).getFirst();
    assertThat(entry.offset()).isEqualTo(1);
    assertThat(entry.node()).isEqualTo(NODE);
    assertThat(entry.batch()).isEqualTo(batch.encode());
    assertThat(inbox.lastOffset()).isEqualTo(1);
  }

  @Test
  void aBatchThatIsSentAgainIsHeldOnceAlsoAfterARestart() {
    inbox.accept(NODE, batch(1, 3, 6));
    assertThat(inbox.accept(NODE, batch(1, 3, 6)).through()).isEqualTo(5);
    reopen();
    assertThat(inbox.accept(NODE, batch(3, 6)).through()).isEqualTo(5);
    assertThat(held()).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void ofABatchThatIsHeldInPartTheRestIsKept() {
    inbox.accept(NODE, batch(1, 3));
    assertThat(inbox.accept(NODE, batch(1, 3, 6, 8)).through()).isEqualTo(7);
    assertThat(held()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void aHoleIsRefusedWithTheSequenceThatIsExpected() {
    refused(
        ErrorCode.SEQUENCE_GAP,
        () -> inbox.accept(NODE, batch(2, 3)),
        "hall-1 signals: expected sequence 1, got 2");
    inbox.accept(NODE, batch(1, 3));
    refused(
        ErrorCode.SEQUENCE_GAP,
        () -> inbox.accept(NODE, batch(5, 6)),
        "expected sequence 3, got 5; send again from 3");
  }

  @Test
  void aHoleThatTheNodeAccountsForAsDroppedIsTaken() {
    inbox.accept(NODE, batch(1, 3));
    assertThat(inbox.accept(NODE, Batches.batchAfterDropping(1, 4, 7, 9)).through()).isEqualTo(8);
  }

  /** Nor is it lost on the server which of the dropped it has been told of when. */
  @Test
  void aHoleThatWasAccountedForLongBeforeIsTakenAndNoMoreThanThat() {
    inbox.accept(NODE, Batches.batchAfterDropping(3, 1, 3));
    inbox.accept(NODE, Batches.batchAfterDropping(3, 4, 6));
    reopen();
    assertThat(inbox.accept(NODE, Batches.batchAfterDropping(3, 8, 10)).through()).isEqualTo(9);
    assertThat(inbox.positions()).extracting(LanePosition::held).containsExactly(6L);
    refused(
        ErrorCode.SEQUENCE_GAP,
        () -> inbox.accept(NODE, Batches.batchAfterDropping(3, 11, 12)),
        "expected sequence 10, got 11");
  }

  /** A node that was killed merges its blocks otherwise when it sends them again. */
  @Test
  void blocksThatWereMergedOtherwiseAreTakenFromWhereTheLaneEnds() {
    inbox.accept(NODE, batch(1, 3, 6));
    assertThat(inbox.accept(NODE, batch(2, 9, 12)).through()).isEqualTo(11);
    reopen();
    assertThat(inbox.accept(NODE, batch(1, 20)).through()).isEqualTo(19);

    assertThat(held()).containsExactlyElementsOf(LongStream.rangeClosed(1, 19).boxed().toList());
    List<Sample> samples =
        inbox.read(0, Long.MAX_VALUE).stream()
            .flatMap(entry -> entry.decode().blocks().stream())
            .flatMap(block -> SampleRecords.decode(block.payload()).stream())
            .toList();
    assertThat(samples).isEqualTo(SampleRecords.decode(Batches.block(1, 20).payload()));
    assertThat(inbox.positions().getFirst().link()).isEqualTo(Batches.block(1, 20).chain().after());
  }

  @Test
  void recordsThatDoNotContinueThoseHeldAreAConflict() {
    inbox.accept(NODE, batch(1, 3, 6));
    String message = "other records are held up to sequence 5 of epoch";
    refused(ErrorCode.EPOCH_CONFLICT, () -> inbox.accept(NODE, otherwise(batch(1, 3, 6))), message);
    reopen();
    refused(ErrorCode.EPOCH_CONFLICT, () -> inbox.accept(NODE, otherwise(batch(3, 9))), message);
    refused(
        ErrorCode.EPOCH_CONFLICT,
        () -> inbox.accept(NODE, otherwise(batch(6, 9))),
        "open a new journal epoch");
    assertThat(held()).hasSize(5);
  }

  @Test
  void whatFollowsADropIsTheChainFromThenOn() {
    inbox.accept(NODE, batch(1, 3));
    inbox.accept(NODE, otherwise(Batches.batchAfterDropping(2, 5, 7)));
    refused(ErrorCode.EPOCH_CONFLICT, () -> inbox.accept(NODE, batch(7, 9)), "up to sequence 6");
  }

  @Test
  void aThinnedBlockIsHeldUnderAllItsNumbersAndCountsForWhatIsLeft() {
    inbox.accept(NODE, batch(1, 3));
    assertThat(inbox.accept(NODE, Batches.thinned(3, 13)).through()).isEqualTo(12);
    assertThat(inbox.accept(NODE, Batches.thinned(3, 13)).through()).isEqualTo(12);
    LanePosition lane = inbox.positions().getFirst();
    assertThat(lane.held()).isEqualTo(2 + 4);
    assertThat(lane.missing()).isEqualTo(lane.account().dropped());
    assertThat(inbox.accept(NODE, batch(13, 15)).through()).isEqualTo(14);
    refused(
        ErrorCode.EPOCH_CONFLICT, () -> inbox.accept(NODE, Batches.thinned(14, 20)), "sequence 14");
  }

  @Test
  void nodesAreApart() {
    inbox.accept(NODE, batch(1, 3));
    assertThat(inbox.accept(new ObjectName("hall-2"), batch(1, 2)).through()).isEqualTo(1);
    assertThat(inbox.positions())
        .extracting(LanePosition::through)
        .containsExactlyInAnyOrder(2L, 1L);
  }

  @Test
  void aTornTailIsCutAndWhatFollowsIsWhole() throws IOException {
    inbox.accept(NODE, batch(1, 3));
    inbox.accept(NODE, batch(3, 6));
    inbox.close();
    Path segment = segments().getFirst();
    byte[] content = Files.readAllBytes(segment);
    for (int torn = content.length - 1; torn > content.length - 40; torn -= 7) {
      Files.write(segment, Arrays.copyOf(content, torn));
      inbox = Inbox.open(folder, InboxLimits.DEFAULT, Clock.systemUTC());
      assertThat(held()).containsExactly(1L, 2L);
      assertThat(inbox.accept(NODE, batch(3, 6)).through()).isEqualTo(5);
      reopen();
      assertThat(held()).containsExactly(1L, 2L, 3L, 4L, 5L);
      inbox.close();
    }
  }

  @Test
  void rubbishBehindTheLastEntryIsCut() throws IOException {
    inbox.accept(NODE, batch(1, 3));
    inbox.close();
    Files.write(segments().getFirst(), new byte[100], StandardOpenOption.APPEND);
    inbox = Inbox.open(folder, InboxLimits.DEFAULT, Clock.systemUTC());
    assertThat(inbox.accept(NODE, batch(3, 6)).through()).isEqualTo(5);
    reopen();
    assertThat(held()).hasSize(5);
  }

  @Test
  void aDamagedOlderSegmentIsKeptAndHidesNothingElse() throws IOException {
    reopen(new InboxLimits(100, 1 << 20));
    for (int i = 1; i <= 3; i++) {
      inbox.accept(NODE, batch(i, i + 1));
    }
    inbox.close();
    Path second = segments().get(1);
    byte[] content = Files.readAllBytes(second);
    content[content.length - 1] ^= 1;
    Files.write(second, content);

    inbox = Inbox.open(folder, InboxLimits.DEFAULT, Clock.systemUTC());
    assertThat(held()).containsExactly(1L, 3L);
    assertThat(inbox.accept(NODE, batch(4, 5)).through()).isEqualTo(4);
    assertThat(folder.resolve(second.getFileName() + ".damaged")).hasBinaryContent(content);
  }

  @Test
  void releasedSegmentsAreDeletedAndTheLanesRemembered() throws IOException {
    reopen(new InboxLimits(100, 1 << 20));
    for (int i = 1; i <= 5; i++) {
      inbox.accept(NODE, batch(i, i + 1));
    }
    assertThat(segments()).hasSize(5);
    inbox.release(3);
    assertThat(segments()).hasSize(2);
    assertThat(inbox.read(0, Long.MAX_VALUE))
        .extracting(InboxEntry::offset)
        .containsExactly(4L, 5L);
    inbox.release(5);
    inbox.close();
    for (Path segment : segments()) {
      Files.delete(segment);
    }

    inbox = Inbox.open(folder, InboxLimits.DEFAULT, Clock.systemUTC());
    assertThat(inbox.accept(NODE, batch(5, 6)).through()).isEqualTo(5);
    assertThat(inbox.accept(NODE, batch(6, 7)).through()).isEqualTo(6);
    assertThat(inbox.lastOffset()).isEqualTo(6);
    assertThat(inbox.positions().getFirst().account()).isEqualTo(batch(6, 7).account());
  }

  @Test
  void readingGoesOnAcrossSegmentsFromAnyOffset() {
    reopen(new InboxLimits(300, 1 << 20));
    for (int i = 1; i <= 20; i++) {
      inbox.accept(NODE, batch(i, i + 1));
    }
    List<Long> offsets = new ArrayList<>();
    for (List<InboxEntry> part = inbox.read(4, 250);
        !part.isEmpty();
        part = inbox.read(offsets.getLast(), 250)) {
      part.forEach(entry -> offsets.add(entry.offset()));
    }
    assertThat(offsets).containsExactlyElementsOf(LongStream.rangeClosed(5, 20).boxed().toList());
  }

  @Test
  void manyNodesAreServedAtOnceAndEachEntryIsHeardOfInOrder() throws Exception {
    List<Long> heard = new CopyOnWriteArrayList<>();
    inbox.onAccepted(entry -> heard.add(entry.offset()));
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int n = 0; n < 40; n++) {
        ObjectName node = new ObjectName("node-" + n);
        running.add(
            nodes.submit(
                () -> {
                  for (int i = 1; i <= 10; i++) {
                    inbox.accept(node, batch(i, i + 1));
                  }
                }));
      }
      for (Future<?> node : running) {
        node.get();
      }
    }
    assertThat(heard).containsExactlyElementsOf(LongStream.rangeClosed(1, 400).boxed().toList());
    assertThat(inbox.positions()).hasSize(40).allMatch(lane -> lane.through() == 10);
  }

  @Test
  void aDiskThatRefusesIsToldAndForgottenWhenItWorksAgain() throws IOException {
    inbox.accept(NODE, batch(1, 3));
    Path segment = segments().getFirst();
    Path aside = folder.resolve("aside");
    Files.move(segment, aside);
    Files.createDirectory(segment);
    refused(
        ErrorCode.STORAGE_UNAVAILABLE,
        () -> inbox.accept(NODE, batch(3, 6)),
        "send the batch again later");
    Files.delete(segment);
    Files.move(aside, segment);

    assertThat(inbox.accept(NODE, batch(3, 6)).through()).isEqualTo(5);
    reopen();
    assertThat(held()).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void anInboxThatWasLostContinuesAboveWhatTheTablesHold() {
    inbox.startAbove(41);
    inbox.accept(NODE, batch(1, 3));
    assertThat(inbox.lastOffset()).isEqualTo(42);
    reopen();
    assertThat(inbox.lastOffset()).isEqualTo(42);
    assertThat(inbox.read(41, Long.MAX_VALUE)).hasSize(1);
  }
}
