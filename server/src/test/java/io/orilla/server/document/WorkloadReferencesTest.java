package io.orilla.server.document;

import static io.orilla.server.document.DocumentsBed.LOOP1;
import static io.orilla.server.document.DocumentsBed.LOOP2;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a workload stands on, and keeps from being changed below it. */
class WorkloadReferencesTest {
  private final DocumentsBed bed;

  WorkloadReferencesTest(@TempDir Path home) {
    bed = new DocumentsBed(home);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void aWorkloadNeedsASourceOfItsAssetAndAModel() {
    bed.assertRefused(
        Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 3),
        """
        Workload watch: no Source reads the asset 'riva/hall1/water/loop1'; apply one that declares its signals
        Workload watch: there is no version 3 of the model 'anomaly-loop1'; see 'orilla get models'\
        """);
  }

  @Test
  void aWorkloadTakesItsSignalsFromOneSource() {
    bed.models().add("anomaly-loop1", 1, LOOP1, "pressure");
    bed.apply(
        Texts.together(
            Texts.source("plc", "hall-1", LOOP1, "pressure"),
            Texts.source("plc2", "hall-2", LOOP1, "flow")));
    bed.assertRefused(
        Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1),
        "Workload watch: the asset 'riva/hall1/water/loop1' is read by Source plc, Source plc2;"
            + " a model takes its signals from one Source");
  }

  @Test
  void aWorkloadsModelFitsTheSignalsThatAreRead() {
    bed.models().add("anomaly-loop1", 1, LOOP1, "pressure", "flow", "current");
    bed.apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    bed.assertRefused(
        Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1),
        "Workload watch: the model takes the signals [flow, current], which Source plc does not"
            + " read of 'riva/hall1/water/loop1'; declare them there");
  }

  /** What a workload stands on cannot be taken from it by a change, either. */
  @Test
  void aSourceDoesNotDropWhatAWorkloadReads() {
    bed.models().add("anomaly-loop1", 1, LOOP1, "pressure");
    bed.apply(
        Texts.together(
            Texts.source("plc", "hall-1", LOOP1, "pressure", "flow"),
            Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1)));
    bed.assertRefused(
        Texts.source("plc", "hall-1", LOOP1, "flow"),
        "Workload watch: the model takes the signals [pressure], which Source plc does not read of"
            + " 'riva/hall1/water/loop1'; declare them there");
  }

  @Test
  void anAssetAndOutputHaveOneChampion() {
    bed.models().add("anomaly-loop1", 1, LOOP1, "pressure");
    bed.apply(
        Texts.together(
            Texts.source("plc", "hall-1", LOOP1, "pressure"),
            Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1)));
    bed.assertRefused(
        Texts.workload("watch2", LOOP1, "anomaly", "anomaly-loop1", 1),
        "Workload watch2: Workload watch is champion of riva/hall1/water/loop1, output 'anomaly',"
            + " already; change its model instead, or give this one the role shadow");
    assertThat(bed.apply(Texts.workload("watch2", LOOP1, "energy", "anomaly-loop1", 1))).hasSize(1);
    assertThat(bed.apply(shadow("shadow-1"))).hasSize(1);
    assertThat(bed.apply(shadow("shadow-2"))).hasSize(1);
    bed.assertRefused(
        shadow("shadow-3").replace("shadow}", "shade}"),
        "Workload shadow-3: spec.role: 'shade' is no role: write champion (which is also the"
            + " default), shadow or service");
  }

  private static String shadow(String name) {
    return Texts.workload(name, LOOP1, "anomaly", "anomaly-loop1", 1)
        .replace("version: 1}}", "version: 1}, role: shadow}");
  }

  @Test
  void anInterlockIsOnASignalThatTheNodeReads() {
    bed.models().add("anomaly-loop1", 1, LOOP1, "pressure");
    bed.apply(Texts.source("plc", "hall-1", LOOP1, "pressure", "state"));
    bed.apply(Texts.source("far", "hall-2", LOOP2, "state"));
    assertThat(bed.apply(waiting("riva/hall1/water/loop1/state", "is: IDLE"))).hasSize(1);
    bed.assertRefused(
        waiting("riva/hall1/water/loop2/state", "is: IDLE"),
        "Workload waits: onlyWhile names the signal 'riva/hall1/water/loop2/state', which no Source"
            + " of the node 'hall-1' reads; declare it in one");
    bed.assertRefused(
        waiting("riva/hall1/water/loop1/state", "is: IDLE, above: 3"),
        "Workload waits: spec.onlyWhile[0]: onlyWhile needs one of is, above, below and between for"
            + " riva/hall1/water/loop1/state, not 2");
  }

  private static String waiting(String signal, String condition) {
    return Texts.workload("waits", LOOP1, "anomaly", "anomaly-loop1", 1)
        .replace(
            "version: 1}}",
            "version: 1}, onlyWhile: [{signal: %s, %s, for: 2m}]}".formatted(signal, condition));
  }
}
