package io.orilla.server.document;

import static io.orilla.server.document.DocumentsBed.LOOP1;
import static io.orilla.server.document.DocumentsBed.LOOP2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.document.DocumentReader;
import io.orilla.model.document.Kind;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.WorkloadSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.document.Applied.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How documents are applied, counted and withdrawn. */
class DocumentsTest {
  private final DocumentsBed bed;

  DocumentsTest(@TempDir Path home) {
    bed = new DocumentsBed(home);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void generationsRiseOnlyWithChanges() {
    assertThat(bed.apply(Texts.source("plc", "hall-1", LOOP1, "pressure")))
        .containsExactly(applied("plc", 1, Outcome.CREATED));
    assertThat(bed.apply(Texts.source("plc", "hall-1", LOOP1, "pressure")))
        .containsExactly(applied("plc", 1, Outcome.UNCHANGED));
    assertThat(bed.apply(Texts.source("plc", "hall-1", LOOP1, "pressure", "flow")))
        .containsExactly(applied("plc", 2, Outcome.CHANGED));
  }

  /** A prediction names (workload, generation): a name that comes back must not repeat one. */
  @Test
  void aWithdrawnDocumentThatComesBackGoesOnCounting() {
    bed.apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    bed.documents().withdraw(Kind.SOURCE, new ObjectName("plc"));
    assertThat(bed.documents().current().find(Kind.SOURCE, new ObjectName("plc"))).isEmpty();
    assertThat(bed.apply(Texts.source("plc", "hall-1", LOOP1, "pressure")))
        .containsExactly(applied("plc", 2, Outcome.CREATED));
    assertThat(bed.documents().version(Kind.SOURCE, new ObjectName("plc"), 1)).isPresent();
  }

  @Test
  void allAreAppliedOrNone() {
    String good = Texts.source("plc", "hall-1", LOOP1, "pressure");
    String bad = Texts.workload("watch", LOOP2, "anomaly", "anomaly-loop2", 1);
    assertThatThrownBy(() -> bed.apply(Texts.together(good, bad)))
        .isInstanceOf(OrillaException.class);
    assertThat(bed.documents().current().all(Kind.SOURCE)).isEmpty();
    assertThat(bed.reopened().current().all(Kind.SOURCE)).isEmpty();
  }

  @Test
  void documentsOfOneRequestMayStandOnEachOther() {
    bed.models().add("anomaly-loop1", 1, LOOP1, "pressure");
    bed.apply(
        Texts.together(
            Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1),
            Texts.source("plc", "hall-1", LOOP1, "pressure")));
    assertThat(bed.documents().current().find(WorkloadSpec.class, new ObjectName("watch")))
        .isPresent();
  }

  @Test
  void aRestartKeepsDocumentsAndTheirGenerations() {
    bed.apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    bed.apply(Texts.source("plc", "hall-2", LOOP1, "pressure"));
    Documents again = bed.reopened();
    assertThat(again.current().all(Kind.SOURCE).getFirst().generation()).isEqualTo(2);
    assertThat(
            again.apply(DocumentReader.readAll(Texts.source("plc", "hall-2", LOOP1, "pressure"))))
        .containsExactly(applied("plc", 2, Outcome.UNCHANGED));
  }

  private static Applied applied(String source, long generation, Outcome outcome) {
    return new Applied(Kind.SOURCE, new ObjectName(source), generation, outcome);
  }

  @Test
  void aDocumentStandsOnceInARequest() {
    String source = Texts.source("plc", "hall-1", LOOP1, "pressure");
    bed.assertRefused(
        Texts.together(source, source),
        "Source plc stands twice in this request; leave one of them");
  }

  @Test
  void aSignalHasOneSource() {
    bed.apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    bed.assertRefused(
        Texts.source("plc2", "hall-1", LOOP1, "pressure"),
        "Source plc2: the signal 'riva/hall1/water/loop1/pressure' is declared by Source plc"
            + " already; declare it in one of them");
  }

  @Test
  void aSourceReadsSomething() {
    bed.assertRefused(
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
    bed.apply(Texts.workflow("water", "prepared.water"));
    bed.assertRefused(
        Texts.workflow("water2", "prepared.water_aside"),
        "Workflow water2: the table prepared.water_aside is written by Workflow water; name"
            + " another");
  }

  @Test
  void aStudyNamesAWorkflowLabelsAndParametersThatExist() {
    bed.apply(Texts.together(Texts.workflow("water", "prepared.water"), Texts.labels("faults")));
    bed.assertRefused(
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
    bed.models().add("anomaly-loop1", 1, LOOP1, "pressure");
    bed.apply(
        Texts.together(
            Texts.source("plc", "hall-1", LOOP1, "pressure"),
            Texts.workload("watch", LOOP1, "anomaly", "anomaly-loop1", 1)));
    assertThatThrownBy(() -> bed.documents().withdraw(Kind.SOURCE, new ObjectName("plc")))
        .isInstanceOfSatisfying(
            OrillaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IN_USE))
        .hasMessage(
            "Source plc cannot be withdrawn, others stand on it: Workload watch: no Source reads"
                + " the asset 'riva/hall1/water/loop1'; apply one that declares its signals");
    bed.documents().withdraw(Kind.WORKLOAD, new ObjectName("watch"));
    bed.documents().withdraw(Kind.SOURCE, new ObjectName("plc"));
    assertThat(bed.documents().current().all(Kind.SOURCE)).isEmpty();
  }
}
