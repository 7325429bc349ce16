package io.orilla.node.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.signal.AssetName;
import io.orilla.node.testbed.Harm;
import io.orilla.node.testbed.TinyModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real graphs that do real harm, in a real child. */
final class ChildTrialTest {
  private static final AssetName LOOP = new AssetName("riva/hall1/water/loop1");

  @TempDir Path home;
  private BlobStore blobs;

  @BeforeEach
  void open() {
    blobs = new BlobStore(home);
  }

  /** A child that is killed cannot tidy up. */
  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    try (var left = Files.list(home.resolve("tmp"))) {
      assertThat(left).isEmpty();
    }
  }

  private ChildTrial trial(Duration time) {
    return new ChildTrial(home, new ChildTrial.Limits(time, 512 << 20, Duration.ofSeconds(10)));
  }

  private void assertRefused(Harm harm, Duration time, String reason) {
    ModelBundle model = TinyModel.write(blobs, LOOP, harm);
    assertThatThrownBy(() -> trial(time).run(model.digest())).hasMessageContaining(reason);
  }

  @Test
  void aModelThatDoesNoHarmPasses() {
    ModelBundle model =
        TinyModel.write(blobs, LOOP, TinyModel.preparation(Duration.ofSeconds(5)), 3, 0.1f);
    assertThatCode(() -> trial(Duration.ofSeconds(60)).run(model.digest()))
        .doesNotThrowAnyException();
  }

  /** As when the kernel is short of memory for another process's sake. */
  @Test
  void aChildThatSomebodyKillsIsTriedAgain() {
    ModelBundle model =
        TinyModel.write(blobs, LOOP, TinyModel.preparation(Duration.ofSeconds(5)), 3, 0.1f);
    CompletableFuture<Void> tried =
        CompletableFuture.runAsync(
            () -> assertThatCode(() -> run(model)).doesNotThrowAnyException());
    await().atMost(Duration.ofSeconds(30)).until(() -> child().isPresent());
    child().ifPresent(ProcessHandle::destroyForcibly);
    tried.join();
  }

  @Test
  void aChildThatIsKilledAgainAndAgainIsTheModelsDoing() {
    ModelBundle model =
        TinyModel.write(blobs, LOOP, TinyModel.preparation(Duration.ofSeconds(5)), 3, 0.1f);
    CompletableFuture<Void> tried =
        CompletableFuture.runAsync(
            () ->
                assertThatThrownBy(() -> run(model))
                    .hasMessageContaining("had its process killed 3 times"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              child().ifPresent(ProcessHandle::destroyForcibly);
              return tried.isDone();
            });
    tried.join();
  }

  private void run(ModelBundle model) throws InterruptedException {
    trial(Duration.ofSeconds(60)).run(model.digest());
  }

  private static Optional<ProcessHandle> child() {
    return ProcessHandle.current()
        .children()
        .filter(
            process -> process.info().commandLine().orElse("").contains(ModelTrial.class.getName()))
        .findFirst();
  }

  @Test
  void aModelThatCrashesNativeCodeTakesOnlyTheChild() {
    assertRefused(Harm.CRASHES, Duration.ofSeconds(60), "ended its process with SIG");
  }

  @Test
  void aModelThatHangsIsKilledInTime() {
    assertRefused(Harm.HANGS, Duration.ofSeconds(3), "did not come to its end within 3s: it hangs");
  }

  @Test
  void aModelThatTakesTooMuchMemoryIsKilledBeforeTheMachineHasNone() {
    assertRefused(Harm.HUGE, Duration.ofSeconds(60), "took more than 512 MB of memory");
  }

  @Test
  void aModelThatGivesNoNumberIsRefused() {
    assertRefused(
        Harm.NAN,
        Duration.ofSeconds(60),
        "the score of a window of the training rows' means is no finite number");
  }

  @Test
  void whatIsNoModelIsRefusedWithItsReason() {
    ModelBundle broken = TinyModel.writeBroken(blobs, LOOP);
    assertThatThrownBy(() -> trial(Duration.ofSeconds(60)).run(broken.digest()))
        .hasMessageContaining("the model's trial: ")
        .hasMessageContaining("cannot be loaded");
  }
}
