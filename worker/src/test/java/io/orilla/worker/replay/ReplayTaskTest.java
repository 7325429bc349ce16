package io.orilla.worker.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.inference.OnnxModel;
import io.orilla.inference.Verdict;
import io.orilla.learning.detector.Detector;
import io.orilla.learning.detector.Settings;
import io.orilla.learning.detector.Trainer;
import io.orilla.learning.onnx.DetectorGraph;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.Provenance;
import io.orilla.model.bundle.ReferenceProfile;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.Role;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Sample;
import io.orilla.model.task.ResultDocument.Replayed;
import io.orilla.model.task.TaskSpec;
import io.orilla.pipeline.Evaluator;
import io.orilla.pipeline.Row;
import io.orilla.pipeline.RowListener;
import io.orilla.pipeline.RowWindow;
import io.orilla.pipeline.WindowCut;
import io.orilla.worker.Loop;
import io.orilla.worker.RawTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTaskTest {
  private static final ObjectName NODE = new ObjectName("hall-1");
  private static final JournalEpoch EPOCH = new JournalEpoch(new UUID(1, 2));
  private static final Preparation PREPARATION = Loop.workflow().preparation();

  @TempDir Path temporary;
  private Path folder;
  private RawTable raw;
  private BlobStore blobs;
  private ModelBundle bundle;
  private OnnxModel model;

  @BeforeEach
  void makeModel() throws IOException {
    folder = Files.createDirectory(temporary.resolve("task"));
    raw = new RawTable(Files.createDirectory(temporary.resolve("warehouse")));
    blobs = new BlobStore(temporary.resolve("blobs"));
    bundle = trained();
    model = OnnxModel.load(blobs.path(bundle.graph()), bundle.config().signature());
  }

  @AfterEach
  void closeModel() {
    model.close();
  }

  private ModelBundle trained() {
    Random random = new Random(1);
    double[][] rows = new double[60][2];
    for (double[] row : rows) {
      row[0] = 3 + random.nextGaussian();
      row[1] = 30 + random.nextGaussian();
    }
    Detector detector = Trainer.fit(Settings.PUBLISHED_T2, rows);
    ModelConfig config =
        new ModelConfig(
            new ObjectName("anomaly-loop1"),
            Loop.ASSET,
            DetectorGraph.signature(detector, PREPARATION.signals()),
            PREPARATION,
            new ReferenceProfile(List.of()),
            new ModelCard("", "t2", Map.of(), ""),
            new Provenance(
                "run",
                "study",
                new Provenance.Dataset(new TableName("prepared.water"), 1, Loop.ASSET, 0, 1, 60),
                null,
                PREPARATION.digest(),
                Map.of(),
                1,
                "test",
                "25",
                "Linux",
                "amd64",
                Instant.EPOCH));
    return ModelBundle.write(blobs, config, DetectorGraph.export(detector));
  }

  /** What a node says of these samples, numbered from 1, when its evaluator begins at one. */
  private List<Prediction> predict(List<Sample> journal, long from) {
    List<Prediction> predictions = new ArrayList<>();
    RowWindow window = new RowWindow(PREPARATION);
    long[] sequence = {from};
    RowListener listener =
        new RowListener() {
          @Override
          public void row(Row row) {
            window.add(row);
            predictions.add(prediction(window.cut(model.signature().rows()), from, sequence[0]));
          }

          @Override
          public void aside(Sample sample, String rule) {}
        };
    Evaluator evaluator = new Evaluator(Loop.ASSET, PREPARATION, listener);
    for (; sequence[0] <= journal.size(); sequence[0]++) {
      evaluator.accept(journal.get((int) sequence[0] - 1));
    }
    return predictions;
  }

  private Prediction prediction(WindowCut cut, long from, long through) {
    Verdict verdict = Verdict.of(cut, model);
    return new Prediction(
        Prediction.idOf(NODE, Loop.ASSET, "anomaly", cut.window().to()),
        NODE,
        Loop.ASSET,
        new ObjectName("loop1-anomaly"),
        "anomaly",
        Role.CHAMPION,
        bundle.digest(),
        new StateVersion(1, 1),
        1,
        cut.window(),
        new Prediction.Consumed(EPOCH, from, through),
        0,
        verdict.decision(),
        verdict.reason(),
        verdict.outputs(),
        verdict.quality(),
        10,
        verdict.input(),
        OnnxModel.runtime());
  }

  private List<Replayed> replay(List<Prediction> predictions) throws IOException {
    return Loop.run(
            folder,
            new TaskSpec.Replay(predictions, raw.input(), temporary.resolve("blobs").toString()))
        .replayed();
  }

  @Test
  void storedSamplesGiveThePredictionsToTheBit() throws Exception {
    List<Sample> journal = Loop.seconds(1, 101);
    raw.batch("hall-1", EPOCH.id(), 1, 1, journal.subList(0, 150));
    raw.batch("hall-1", EPOCH.id(), 2, 151, journal.subList(150, 400));
    raw.batch("hall-2", EPOCH.id(), 3, 1, Loop.seconds(500, 510));
    List<Prediction> predictions = predict(journal, 1);

    List<Replayed> replayed = replay(predictions);

    assertThat(predictions).hasSize(100);
    assertThat(predictions.stream().filter(any -> any.decision() == Decision.NONE)).hasSize(4);
    assertThat(predictions.stream().filter(any -> any.decision() == Decision.ALARM)).isEmpty();
    assertThat(replayed).hasSize(100).allSatisfy(each -> assertThat(each.detail()).isEmpty());
    assertThat(replayed.stream().filter(Replayed::equal)).hasSize(100);
    assertThat(replayed.stream().map(Replayed::prediction))
        .isEqualTo(predictions.stream().map(Prediction::id).toList());
  }

  /** An agent that was started again had begun with a later sample. */
  @Test
  void predictionsBeganWhereTheirEvaluatorBegan() throws Exception {
    List<Sample> journal = Loop.seconds(1, 101);
    raw.batch("hall-1", EPOCH.id(), 1, 1, journal);
    List<Prediction> predictions = new ArrayList<>(predict(journal, 1).subList(0, 50));
    predictions.addAll(predict(journal, 190));

    List<Replayed> replayed = replay(predictions);

    assertThat(replayed.stream().filter(Replayed::equal)).hasSize(predictions.size());
  }

  @Test
  void aSampleThatWasChangedIsFoundOut() throws Exception {
    List<Sample> journal = Loop.seconds(1, 31);
    List<Prediction> predictions = predict(journal, 1);
    List<Sample> forged = new ArrayList<>(journal);
    Sample honest = journal.get(80);
    forged.set(80, Loop.sample(Loop.ASSET, honest.signal().localName(), 21, 3.0000001));
    raw.batch("hall-1", EPOCH.id(), 1, 1, forged);

    List<Replayed> replayed = replay(predictions);

    assertThat(honest.signal().asset()).isEqualTo(Loop.ASSET);
    assertThat(replayed.stream().filter(each -> !each.equal())).hasSize(model.signature().rows());
    assertThat(replayed.get(20).detail())
        .startsWith("the model's input has the digest sha256:")
        .contains("where it was " + predictions.get(20).input());
    assertThat(replayed.get(20).largestDifference()).isPositive();
  }

  @Test
  void anOutputThatWasChangedIsFoundOut() throws Exception {
    List<Sample> journal = Loop.seconds(1, 31);
    raw.batch("hall-1", EPOCH.id(), 1, 1, journal);
    Prediction honest = predict(journal, 1).getLast();
    float[] score = honest.outputs().getOrDefault("score", new float[0]).clone();
    score[0] = Math.nextUp(score[0]);
    Prediction forged =
        new Prediction(
            honest.id(),
            honest.node(),
            honest.asset(),
            honest.workload(),
            honest.output(),
            honest.role(),
            honest.model(),
            honest.deployment(),
            honest.generation(),
            honest.window(),
            honest.consumed(),
            0,
            honest.decision(),
            null,
            Map.of(
                "score",
                score,
                "contribution",
                honest.outputs().getOrDefault("contribution", new float[0])),
            honest.quality(),
            10,
            honest.input(),
            "another runtime");

    Replayed replayed = replay(List.of(forged)).getFirst();

    assertThat(replayed.equal()).isFalse();
    assertThat(replayed.largestDifference()).isPositive().isLessThan(1e-6);
    assertThat(replayed.detail())
        .startsWith("the outputs differ by up to ")
        .contains("computed on 'another runtime', now on 'onnxruntime 1.29.0");
  }

  @Test
  void samplesThatAreNotInTheTableAreNamed() throws Exception {
    List<Sample> journal = Loop.seconds(1, 31);
    List<Prediction> predictions = predict(journal, 1);
    raw.batch("hall-1", EPOCH.id(), 1, 1, journal.subList(0, 50));
    raw.batch("hall-1", EPOCH.id(), 2, 55, journal.subList(54, 80));

    List<Replayed> replayed = replay(predictions);

    assertThat(replayed.getFirst().equal()).isTrue();
    assertThat(replayed.get(17).detail())
        .isEqualTo(
            "not replayable: of the samples 1 to 70 only 66 are in the table: the others were"
                + " dropped or thinned out before they were delivered");
    assertThat(replayed.getLast().detail())
        .isEqualTo("not replayable: the stored samples do not close its window");
  }

  @Test
  void aModelThatIsNotHeldIsNamed() throws Exception {
    List<Sample> journal = Loop.seconds(1, 11);
    raw.batch("hall-1", EPOCH.id(), 1, 1, journal);
    Prediction prediction = predict(journal, 1).getLast();
    Files.delete(blobs.path(bundle.digest()));

    Replayed replayed = replay(List.of(prediction)).getFirst();

    assertThat(replayed.detail())
        .isEqualTo("not replayable: no blob " + bundle.digest() + " is held here");
  }

  @Test
  void aDamagedGraphIsNotRun() throws Exception {
    List<Sample> journal = Loop.seconds(1, 11);
    raw.batch("hall-1", EPOCH.id(), 1, 1, journal);
    Prediction prediction = predict(journal, 1).getLast();
    Digest graph = bundle.graph();
    Files.writeString(blobs.path(graph), "other");

    assertThat(replay(List.of(prediction)).getFirst().detail())
        .startsWith("not replayable: the blob on disk has the digest");
  }
}
