package io.orilla.inference.rest;

import static io.orilla.inference.rest.OpenDoor.SUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.inference.rest.OpenDoor.Answer;
import io.orilla.inference.serving.ServingSettings;
import io.orilla.inference.tensor.DataType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that wait for their model: which are refused, given up, dropped, or put together. */
final class RestQueueTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String ENDLESS =
      "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}";

  @TempDir Path folder;
  private final Pause pause = new Pause();
  private final List<SentCall> sent = new ArrayList<>();

  private OpenDoor paused(int maxBatch, Duration batchDelay, int maxQueue, long maxBytes) {
    ServingSettings settings =
        new ServingSettings(maxBatch, batchDelay, maxQueue, maxBytes, LONG, LONG, 0);
    return new OpenDoor(folder, settings, pause).with("sum", Graphs.sumAndDifference());
  }

  /** A row of the sum, whose first element is this and whose others are 0. */
  private static String row(int first) {
    return SUM.replace("[1,2]}", "[" + first + ",0]}").replace("[10,20]", "[0,0]");
  }

  private List<SentCall> rows(OpenDoor door, int count) throws Exception {
    for (int index = 0; index < count; index++) {
      sent.add(door.sent("sum", row(index)));
    }
    door.awaitTakenIn();
    return sent;
  }

  private static void assertEachHasItsOwn(List<SentCall> calls) throws Exception {
    for (int index = 0; index < calls.size(); index++) {
      Answer answer = calls.get(index).answer();
      assertThat(answer.json().at("/outputs/0/data").toString()).isEqualTo("[" + index + ".0,0.0]");
    }
  }

  @AfterEach
  void close() throws Exception {
    for (SentCall call : sent) {
      call.close();
    }
  }

  @Test
  void aFullQueueRefusesAtOnce() throws Exception {
    try (OpenDoor door = paused(1, Duration.ZERO, 2, 1 << 20)) {
      List<SentCall> taken = rows(door, 2);
      door.infer("sum", SUM)
          .assertRefused(429, "2 calls with 32 bytes wait for model 'sum', which is all it takes");
      pause.end();
      assertEachHasItsOwn(taken);
      assertThat(door.infer("sum", SUM).status()).isEqualTo(200);
      assertThat(door.counts("sum").path("refused_count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void moreMemoryThanAModelMayHoldIsRefusedToo() throws Exception {
    try (OpenDoor door = paused(1, Duration.ZERO, 100, 16)) {
      List<SentCall> taken = rows(door, 1);
      door.infer("sum", SUM).assertRefused(429, "1 calls with 16 bytes wait for model 'sum'");
      pause.end();
      assertEachHasItsOwn(taken);
      assertThat(door.infer("sum", SUM).status()).isEqualTo(200);
    }
  }

  @Test
  void aCallThatWaitedLongerThanItMayIsGivenUp() throws Exception {
    String hasty = SUM.replace("{\"inputs\"", "{\"parameters\":{\"timeout\":1},\"inputs\"");
    try (OpenDoor door = paused(1, Duration.ZERO, 100, 1 << 20);
        SentCall call = door.sent("sum", hasty)) {
      List<SentCall> patient = rows(door, 1);
      pause.end();
      call.answer().assertRefused(503, "ms, which is longer than it may");
      assertEachHasItsOwn(patient);
      JsonNode counts = door.counts("sum");
      assertThat(counts.path("execution_count").asInt()).isEqualTo(1);
      assertThat(counts.at("/inference_stats/fail/count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aCallWhoseClientIsGoneIsNotComputed() throws Exception {
    try (OpenDoor door = paused(1, Duration.ZERO, 1, 1 << 20)) {
      List<SentCall> calls = rows(door, 1);
      door.infer("sum", SUM).assertRefused(429, "1 calls"); // that one waits, indeed
      calls.getFirst().leave();
      door.awaitTakenIn();
      pause.end();
      await().until(() -> door.infer("sum", SUM).status() == 200);
      assertThat(door.counts("sum").path("execution_count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void callsThatWaitAnywayRunTogether() throws Exception {
    try (OpenDoor door = paused(32, Duration.ZERO, 100, 1 << 20)) {
      List<SentCall> calls = rows(door, 3);
      pause.end();
      assertEachHasItsOwn(calls);
      assertThat(door.counts("sum").path("execution_count").asInt()).isEqualTo(1);
    }
  }

  /** Without a delay the first call would run alone, as nothing else is there to do. */
  @Test
  void aCallWaitsForOthersWhereItIsToldTo() throws Exception {
    pause.end();
    try (OpenDoor door = paused(3, Duration.ofSeconds(1), 100, 1 << 20)) {
      assertEachHasItsOwn(rows(door, 3));
      JsonNode counts = door.counts("sum");
      assertThat(counts.path("inference_count").asInt()).isEqualTo(3);
      assertThat(counts.at("/batch_stats/0/batch_size").asInt()).isEqualTo(3);
    }
  }

  @Test
  void aCallThatNoOthersJoinRunsAlone() throws Exception {
    pause.end();
    try (OpenDoor door = paused(3, Duration.ofMillis(20), 100, 1 << 20)) {
      assertEachHasItsOwn(rows(door, 1));
      assertThat(door.counts("sum").at("/batch_stats/0/batch_size").asInt()).isEqualTo(1);
    }
  }

  /** Rows of a graph that names no batch may depend on each other. */
  @Test
  void callsOfAGraphWithoutABatchRunOneByOne() throws Exception {
    String call =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,1],\"datatype\":\"FP32\",\"data\":[1]}]}";
    try (OpenDoor door =
            paused(32, Duration.ZERO, 100, 1 << 20).with("same", Graphs.identity(DataType.FP32));
        SentCall first = door.sent("same", call);
        SentCall second = door.sent("same", call)) {
      door.awaitTakenIn();
      pause.end();
      assertThat(first.answer().status()).isEqualTo(200);
      assertThat(second.answer().status()).isEqualTo(200);
      assertThat(door.counts("same").path("execution_count").asInt()).isEqualTo(2);
    }
  }

  @Test
  void aRunThatTakesTooLongIsBrokenOff() throws Exception {
    pause.end();
    ServingSettings settings =
        new ServingSettings(1, Duration.ZERO, 100, 1 << 20, LONG, Duration.ofMillis(50), 0);
    try (OpenDoor door =
        new OpenDoor(folder, settings, pause)
            .with("endless", Graphs.endless())
            .with("sum", Graphs.sumAndDifference())) {
      door.infer("endless", ENDLESS).assertRefused(503, "longer than it may, and was broken off");
      assertThat(door.infer("sum", SUM).status()).isEqualTo(200);
    }
  }

  /** What came first would hold the one thread for half a second, and be counted as failed. */
  @Test
  void callsOfAModelWithAHigherPriorityGoFirst() throws Exception {
    Duration half = Duration.ofMillis(500);
    ServingSettings low = new ServingSettings(1, Duration.ZERO, 100, 1 << 20, LONG, half, 0);
    ServingSettings high = new ServingSettings(1, Duration.ZERO, 100, 1 << 20, LONG, LONG, 1);
    try (OpenDoor door =
            new OpenDoor(folder, low, pause)
                .with("endless", Graphs.endless())
                .with("sum", Graphs.sumAndDifference(), high);
        SentCall first = door.sent("endless", ENDLESS)) {
      door.awaitTakenIn();
      assertThat(rows(door, 1)).hasSize(1);
      pause.end();
      assertEachHasItsOwn(sent);
      assertThat(door.counts("endless").at("/inference_stats/fail/count").asInt()).isZero();
      first.answer().assertRefused(503, "broken off");
    }
  }
}
