package io.orilla.server.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.document.DocumentReader;
import io.orilla.model.document.Kind;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.WorkloadSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.document.Applied.Outcome;
import io.orilla.server.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
  private static final String LOOP1 = "riva/hall1/water/loop1";
  private static final String LOOP2 = "riva/hall1/water/loop2";

  @TempDir Path home;
  private BlobStore blobs;
  private Database database;
  private TestModels models;
  private Documents documents;

  @BeforeEach
  void open() {
    blobs = new BlobStore(home.resolve("blobs"));
    models = new TestModels(blobs);
    database = Database.open(home.resolve("orilla.db"));
    documents = new Documents(database, models, blobs, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void generationsRiseOnlyWithChanges() {
    assertThat(apply(Texts.source("plc", "hall-1", LOOP1, "pressure")))
        .containsExactly(applied("plc", 1, Outcome.CREATED));
    assertThat(apply(Texts.source("plc", "hall-1", LOOP1, "pressure")))
        .containsExactly(applied("plc", 1, Outcome.UNCHANGED));
    assertThat(apply(Texts.source("plc", "hall-1", LOOP1, "pressure", "flow")))
        .containsExactly(applied("plc", 2, Outcome.CHANGED));
  }

  /** A prediction names (workload, generation): a name that comes back must not repeat one. */
  @Test
  void aWithdrawnDocumentThatComesBackGoesOnCounting() {
    apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    documents.withdraw(Kind.SOURCE, new ObjectName("plc"));
    assertThat(documents.current().find(Kind.SOURCE, new ObjectName("plc"))).isEmpty();
    assertThat(apply(Texts.source("plc", "hall-1", LOOP1, "pressure")))
        .containsExactly(applied("plc", 2, Outcome.CREATED));
    assertThat(documents.version(Kind.SOURCE, new ObjectName("plc"), 1)).isPresent();
  }

  @Test
  void allAreAppliedOrNone() {
    String good = Texts.source("plc", "hall-1", LOOP1, "pressure");
    String bad = Texts.workload("watch", LOOP2, "anomaly", "anomaly-loop2", 1);
    assertThatThrownBy(() -> apply(Texts.together(good, bad))).isInstanceOf(OrillaException.class);
    assertThat(documents.current().all(Kind.SOURCE)).isEmpty();
    assertThat(reopened().current().all(Kind.SOURCE)).isEmpty();
  }

  @Test
  void documentsOfOneRequestMayStandOnEachOther() {
    models.add("anomaly-loop1", 1, LOOP1, "pressure");
    apply(
        Texts.together(
            Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1),
            Texts.source("plc", "hall-1", LOOP1, "pressure")));
    assertThat(documents.current().find(WorkloadSpec.class, new ObjectName("watch"))).isPresent();
  }

  @Test
  void aRestartKeepsDocumentsAndTheirGenerations() {
    apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    apply(Texts.source("plc", "hall-2", LOOP1, "pressure"));
    Documents again = reopened();
    assertThat(again.current().all(Kind.SOURCE).getFirst().generation()).isEqualTo(2);
    assertThat(
            again.apply(DocumentReader.readAll(Texts.source("plc", "hall-2", LOOP1, "pressure"))))
        .containsExactly(applied("plc", 2, Outcome.UNCHANGED));
  }

  @Test
  void aDocumentStandsOnceInARequest() {
    String source = Texts.source("plc", "hall-1", LOOP1, "pressure");
    assertRefused(
        Texts.together(source, source),
        "Source plc stands twice in this request; leave one of them");
  }

  @Test
  void aSignalHasOneSource() {
    apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    assertRefused(
        Texts.source("plc2", "hall-1", LOOP1, "pressure"),
        "Source plc2: the signal 'riva/hall1/water/loop1/pressure' is declared by Source plc"
            + " already; declare it in one of them");
  }

  @Test
  void aSourceReadsSomething() {
    assertRefused(
        """
        apiVersion: orilla/v1
        kind: Source
        metadata: {name: plc}
        spec: {node: hall-1, connector: opcua, settings: {endpoint: 'opc.tcp://plc:4840'}, signals: []}
        """,
        "Source plc: spec.signals: declare at least one");
  }

  @Test
  void aPreparedTableHasOneWorkflow() {
    apply(Texts.workflow("water", "prepared.water"));
    assertRefused(
        Texts.workflow("water2", "prepared.water_aside"),
        "Workflow water2: the table prepared.water_aside is written by Workflow water; name another");
  }

  @Test
  void aWorkloadNeedsASourceOfItsAssetAndAModel() {
    assertRefused(
        Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 3),
        """
        Workload watch: no Source reads the asset 'riva/hall1/water/loop1'; apply one that declares its signals
        Workload watch: there is no version 3 of the model 'anomaly-loop1'; see 'orilla get models'\
        """);
  }

  @Test
  void aWorkloadTakesItsSignalsFromOneSource() {
    models.add("anomaly-loop1", 1, LOOP1, "pressure");
    apply(
        Texts.together(
            Texts.source("plc", "hall-1", LOOP1, "pressure"),
            Texts.source("plc2", "hall-2", LOOP1, "flow")));
    assertRefused(
        Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1),
        "Workload watch: the asset 'riva/hall1/water/loop1' is read by Source plc, Source plc2;"
            + " a model takes its signals from one Source");
  }

  @Test
  void aWorkloadsModelFitsTheSignalsThatAreRead() {
    models.add("anomaly-loop1", 1, LOOP1, "pressure", "flow", "current");
    apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    assertRefused(
        Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1),
        "Workload watch: the model takes the signals [flow, current], which Source plc does not"
            + " read of 'riva/hall1/water/loop1'; declare them there");
  }

  @Test
  void anAssetAndOutputHaveOneChampion() {
    models.add("anomaly-loop1", 1, LOOP1, "pressure");
    apply(
        Texts.together(
            Texts.source("plc", "hall-1", LOOP1, "pressure"),
            Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1)));
    assertRefused(
        Texts.workload("watch2", LOOP1, "anomaly", "anomaly-loop1", 1),
        "Workload watch2: Workload watch is champion of riva/hall1/water/loop1, output 'anomaly',"
            + " already; change its model instead, or give this one the role shadow");
    assertThat(apply(Texts.workload("watch2", LOOP1, "energy", "anomaly-loop1", 1))).hasSize(1);
    assertThat(apply(shadow("shadow-1"))).hasSize(1);
    assertThat(apply(shadow("shadow-2"))).hasSize(1);
    assertRefused(
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
    models.add("anomaly-loop1", 1, LOOP1, "pressure");
    apply(Texts.source("plc", "hall-1", LOOP1, "pressure", "state"));
    apply(Texts.source("far", "hall-2", LOOP2, "state"));
    assertThat(apply(waiting("riva/hall1/water/loop1/state", "is: IDLE"))).hasSize(1);
    assertRefused(
        waiting("riva/hall1/water/loop2/state", "is: IDLE"),
        "Workload waits: onlyWhile names the signal 'riva/hall1/water/loop2/state', which no Source"
            + " of the node 'hall-1' reads; declare it in one");
    assertRefused(
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

  @Test
  void aStudyNamesAWorkflowLabelsAndParametersThatExist() {
    apply(Texts.together(Texts.workflow("water", "prepared.water"), Texts.labels("faults")));
    assertRefused(
        Texts.study("tune", "watr", "fault", "{t3: {}, pca: {confidense: [0.99]}}"),
        """
        Study tune: there is no Workflow 'watr' (did you mean 'water'?); there are water
        Study tune: there is no LabelSet 'fault' (did you mean 'faults'?); there are faults
        Study tune: grid: unknown algorithm 't3' (did you mean 't2'?); known are pca, t2
        Study tune: grid.pca: unknown parameter 'confidense' (did you mean 'confidence'?); known are components, confidence, limit, limits, mean\
        """);
  }

  @Test
  void whatOthersStandOnIsNotWithdrawn() {
    models.add("anomaly-loop1", 1, LOOP1, "pressure");
    apply(
        Texts.together(
            Texts.source("plc", "hall-1", LOOP1, "pressure"),
            Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1)));
    assertThatThrownBy(() -> documents.withdraw(Kind.SOURCE, new ObjectName("plc")))
        .isInstanceOfSatisfying(
            OrillaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IN_USE))
        .hasMessage(
            "Source plc cannot be withdrawn, others stand on it: Workload watch: no Source reads the"
                + " asset 'riva/hall1/water/loop1'; apply one that declares its signals");
    documents.withdraw(Kind.WORKLOAD, new ObjectName("watch"));
    documents.withdraw(Kind.SOURCE, new ObjectName("plc"));
    assertThat(documents.current().all(Kind.SOURCE)).isEmpty();
  }

  /** What a workload stands on cannot be taken from it by a change, either. */
  @Test
  void aSourceDoesNotDropWhatAWorkloadReads() {
    models.add("anomaly-loop1", 1, LOOP1, "pressure");
    apply(
        Texts.together(
            Texts.source("plc", "hall-1", LOOP1, "pressure", "flow"),
            Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1)));
    assertRefused(
        Texts.source("plc", "hall-1", LOOP1, "flow"),
        "Workload watch: the model takes the signals [pressure], which Source plc does not read of"
            + " 'riva/hall1/water/loop1'; declare them there");
  }

  private List<Applied> apply(String text) {
    return documents.apply(DocumentReader.readAll(text));
  }

  private void assertRefused(String text, String message) {
    Declarations before = documents.current();
    assertThatThrownBy(() -> apply(text))
        .isInstanceOfSatisfying(
            OrillaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DOCUMENT))
        .hasMessage(message);
    assertThat(documents.current()).isSameAs(before);
  }

  private static Applied applied(String source, long generation, Outcome outcome) {
    return new Applied(Kind.SOURCE, new ObjectName(source), generation, outcome);
  }

  private Documents reopened() {
    database.close();
    database = Database.open(home.resolve("orilla.db"));
    return new Documents(database, models, blobs, Clock.systemUTC());
  }

  private static String alarm(String name, String spec) {
    return "apiVersion: orilla/v1\nkind: AlarmRule\nmetadata: {name: %s}\nspec: %s\n"
        .formatted(name, spec);
  }

  private static String output(String writes) {
    return """
        apiVersion: orilla/v1
        kind: Output
        metadata: {name: lamp}
        spec:
          node: hall-1
          connector: opcua
          settings: {endpoint: 'opc.tcp://10.1.2.3:4840'}
          writes: [%s]
        """
        .formatted(writes);
  }

  @Test
  void anAlarmIsOnWhatIsSaidOrRead() {
    models.add("anomaly-loop1", 1, LOOP1, "pressure");
    String plant = Texts.source("plc", "hall-1", LOOP1, "pressure");
    String watch = Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1);
    String onScore = "{prediction: {asset: %s, output: anomaly}, above: 1.2}".formatted(LOOP1);
    String onSignal = "{signal: %s/pressure, below: 3, for: 5s}".formatted(LOOP1);
    apply(Texts.together(plant, watch, alarm("drift", onScore), alarm("low", onSignal)));
    assertThatThrownBy(() -> apply(alarm("watch", onSignal)))
        .hasMessageContaining("AlarmRule watch: a Workload has this name");
    assertThatThrownBy(() -> apply(alarm("flow", onSignal.replace("pressure", "flow"))))
        .hasMessageContaining("no Source reads the signal '" + LOOP1 + "/flow'");
    assertThatThrownBy(() -> apply(alarm("other", onScore.replace("anomaly", "wear"))))
        .hasMessageContaining("no champion says 'wear' of the asset '" + LOOP1 + "'");
    assertThatThrownBy(() -> apply(alarm("both", "{signal: a/b/c/d/e, above: 1, below: 2}")))
        .hasMessageContaining("either above or below");
  }

  @Test
  void anOutputSaysWhatItsNodeKnows() {
    models.add("anomaly-loop1", 1, LOOP1, "pressure");
    apply(
        Texts.together(
            Texts.source("plc", "hall-1", LOOP1, "pressure"),
            Texts.source("far", "hall-2", LOOP2, "pressure"),
            Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1),
            alarm("low", "{signal: %s/pressure, below: 3}".formatted(LOOP1)),
            alarm("far", "{signal: %s/pressure, below: 3}".formatted(LOOP2))));
    String score = "{address: s=speed, prediction: {asset: %s, output: anomaly}}".formatted(LOOP1);
    apply(output(score + ", {address: s=lamp, alarm: low}, {address: s=own, alarm: watch}"));
    assertThatThrownBy(() -> apply(output("{address: s=lamp, alarm: lo}")))
        .hasMessageContaining("Output lamp: spec.writes[0].alarm: there is no AlarmRule 'lo'")
        .hasMessageContaining("did you mean 'low'");
    assertThatThrownBy(() -> apply(output("{address: s=lamp, alarm: far}")))
        .hasMessageContaining("'" + LOOP2 + "' is not known on the node 'hall-1'");
    assertThatThrownBy(
            () ->
                apply(
                    output("{address: s=lamp, alarm: low}").replace("{name: lamp}", "{name: two}")))
        .hasMessageContaining(
            "Output two: spec.writes[0].address: Output lamp writes there already");
    assertThatThrownBy(() -> apply(output("{address: s=lamp}")))
        .hasMessageContaining("needs either prediction or alarm");
    assertThatThrownBy(() -> documents.withdraw(Kind.ALARM_RULE, new ObjectName("low")))
        .hasMessageContaining("cannot be withdrawn, others stand on it");
  }
}
