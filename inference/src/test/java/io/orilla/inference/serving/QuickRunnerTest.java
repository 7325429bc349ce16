package io.orilla.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.inference.rest.Graphs;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.model.error.OrillaException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a thread that reads calls runs itself, at the end of a look that the test ends. */
final class QuickRunnerTest {
  @TempDir Path folder;
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final FolderModels models = new FolderModels(ServingSettings.DEFAULT);
  private final Scheduler scheduler =
      new Scheduler(1, work -> Thread.ofPlatform().daemon().unstarted(work), () -> false);
  private final QuickRunner runner = scheduler.quickRunner(later::add);
  private final List<String> answers = new CopyOnWriteArrayList<>();

  /** Asks for {@code a + b} with {@code a = [number, 0]} and {@code b = [0, 0]}. */
  private final class Sum implements Call {
    private final int number;
    private final Runnable answered;

    Sum(int number, Runnable answered) {
      this.number = number;
      this.answered = answered;
    }

    @Override
    public List<Tensor> inputs() {
      return List.of(row("a", number), row("b", 0));
    }

    private static Tensor row(String name, float first) {
      ByteBuffer data = ByteBuffer.allocateDirect(8).order(ByteOrder.LITTLE_ENDIAN);
      return Tensor.of(name, DataType.FP32, Shape.of(1, 2), data.putFloat(0, first));
    }

    @Override
    public long deadline() {
      return System.nanoTime() + Duration.ofMinutes(1).toNanos();
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void answer(List<Tensor> outputs) {
      answers.add(number + " is " + outputs.getFirst().data().getFloat(0));
      answered.run();
    }

    @Override
    public void fail(OrillaException reason) {
      answers.add(number + " failed: " + reason.text());
    }
  }

  private ServedModel held() {
    return models.hold("sum", Optional.empty());
  }

  private void submit(int number, Runnable answered) {
    runner.submit(held(), new Sum(number, answered));
  }

  private void endLook() {
    List<Runnable> all = new ArrayList<>(later);
    later.clear();
    all.forEach(Runnable::run);
  }

  private ModelStatistics.Snapshot counts() {
    ServedModel model = held();
    model.release();
    return model.statistics().now();
  }

  /**
   * Serves the sum until it is known for long to be quick: a run that loses its core is one of
   * many.
   */
  @BeforeEach
  void serve() throws Exception {
    models.with("sum", Files.write(folder.resolve("sum.onnx"), Graphs.sumAndDifference()));
    for (int quick = 0; quick < 100; quick++) {
      int before = answers.size();
      submit(0, () -> {});
      if (later.isEmpty()) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> answers.size() > before);
        quick = 0;
      }
      endLook();
    }
    answers.clear();
  }

  @AfterEach
  void close() {
    runner.close();
    scheduler.close();
    models.close();
  }

  @Test
  void callsOfOneLookRunTogether() {
    ModelStatistics.Snapshot before = counts();
    for (int number = 1; number <= 3; number++) {
      submit(number, () -> {});
    }
    assertThat(answers).isEmpty();
    endLook();
    assertThat(answers).containsExactly("1 is 1.0", "2 is 2.0", "3 is 3.0");
    assertThat(counts().runs()).isEqualTo(before.runs() + 1);
    assertThat(counts().rows()).isEqualTo(before.rows() + 3);
  }

  /** However many calls a look finds, few are kept. */
  @Test
  void callsThatFillABatchDoNotWaitForTheEndOfTheLook() {
    int full = ServingSettings.DEFAULT.maxBatch();
    for (int number = 1; number <= full + 1; number++) {
      submit(number, () -> {});
    }
    assertThat(answers).hasSize(full);
    endLook();
    assertThat(answers).hasSize(full + 1).endsWith(full + 1 + " is " + (full + 1.0f));
  }

  /** A client that sends its next call at once holds up nobody. */
  @Test
  void aCallThatAnAnswerBringsIsOneOfTheNextLook() {
    submit(1, () -> submit(2, () -> {}));
    endLook();
    assertThat(answers).containsExactly("1 is 1.0");
    endLook();
    assertThat(answers).containsExactly("1 is 1.0", "2 is 2.0");
  }

  @Test
  void whatCannotBeAnsweredFailsAndOthersGoOn() {
    submit(
        1,
        () -> {
          throw new IllegalStateException("no way to answer");
        });
    endLook();
    submit(2, () -> {});
    endLook();
    assertThat(answers)
        .containsExactly(
            "1 is 1.0", "1 failed: the run failed; the node's log says why", "2 is 2.0");
  }
}
