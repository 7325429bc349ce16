package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.Manifest;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.Interlock;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Event;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.workload.WorkloadState;
import io.orilla.node.workload.WorkloadStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes models over only while signals say that it may be. */
final class NodeInterlockTest {
  @AutoClose private final NodeBed bed;
  private Digest model;
  private Node node;

  NodeInterlockTest(@TempDir Path folder) throws Exception {
    bed = NodeBed.forModels(folder, Duration.ofMillis(10));
  }

  @BeforeEach
  void start() {
    model = bed.model(LOOP1, 0.1f).digest();
    node = bed.start();
  }

  private void declare(long generation, Digest bundle, Interlock... interlocks) {
    bed.declare(
        new DesiredState.Workload(
            new ObjectName("loop"),
            generation,
            LOOP1,
            "anomaly",
            new ObjectName("tiny"),
            1,
            bundle,
            Set.of(Manifest.MODEL_BUNDLE),
            Role.CHAMPION,
            List.of(interlocks),
            false));
  }

  /** The plant's flow swings between -1 and 1, and each step of it is a second. */
  private static Interlock flow(double low, double high, Duration lasting) {
    return new Interlock(
        LOOP1.signal("flow"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(List.of(low, high)),
        lasting,
        Optional.empty());
  }

  private WorkloadStatus status() {
    return bed.workload("loop");
  }

  private void awaitWaits() {
    await("waits")
        .ignoreExceptions()
        .until(
            () ->
                status().state() == WorkloadState.STAGED
                    && status()
                        .reason()
                        .startsWith(
                            "waits until riva/hall1/water/loop1/flow is between 5.0 and 6.0 for 10s; it is not since "));
  }

  @Test
  void aNewVersionWaitsStagedAndTheOneBeforeDecidesUntilANewerStateComes() {
    declare(1, model);
    bed.awaitGood("loop", model);
    Digest waits = bed.model(LOOP1, 0.2f).digest();
    declare(2, waits, flow(5, 6, Duration.ofSeconds(10)));
    awaitWaits();
    assertThat(status().running()).isEqualTo(model);
    bed.awaitDecidesOn("loop");
    await("the server hears why")
        .until(
            () ->
                bed.inbox().events(Event.WorkloadState.class).stream()
                    .anyMatch(event -> event.reason().startsWith("waits until ")));
    Digest next = bed.model(LOOP1, 0.3f).digest();
    declare(3, next);
    bed.awaitGood("loop", next);
  }

  @Test
  void aNewVersionTakesOverWhenItsInterlocksHold() {
    declare(1, model);
    bed.awaitGood("loop", model);
    Digest next = bed.model(LOOP1, 0.2f).digest();
    declare(2, next, flow(-1, 1, Duration.ofSeconds(60)));
    bed.awaitGood("loop", next);
  }

  @Test
  void whatProvedGoodLastComesBackAfterARestartWithoutWaiting() {
    declare(1, model, flow(-1, 1, Duration.ofSeconds(5)));
    bed.awaitGood("loop", model);
    declare(2, model, flow(5, 6, Duration.ofSeconds(10)));
    await().until(() -> status().generation() == 2);
    node.close();
    node = bed.start();
    bed.awaitGood("loop", model);
    bed.awaitDecidesOn("loop");
  }
}
