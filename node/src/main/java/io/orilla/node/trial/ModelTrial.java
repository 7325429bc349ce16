package io.orilla.node.trial;

import io.orilla.inference.OnnxModel;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.GraphBundle;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.content.Digest;
import io.orilla.model.content.DurationText;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ParentPipe;
import io.orilla.node.blob.GraphFiles;
import io.orilla.pipeline.WindowTensor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The child's program: loads one model and runs it on windows of zeros and of means, or a graph
 * that is only asked on zeros. It says on its last line of output what it found; a crash says it by
 * its exit code, a hang or a leak by being killed.
 */
public final class ModelTrial {
  private static final int WARM_UP = 8;
  private static final int MEASURED = 24;

  private ModelTrial() {}

  /**
   * What the child found.
   *
   * @param problem what is wrong with the model; absent when it ran as it should
   * @param slowest the longest of the measured windows, µs
   */
  record Report(Optional<String> problem, long slowest) {}

  /**
   * @param arguments folder of the blobs, the bundle's digest, how long a window may take
   */
  public static void main(String[] arguments) {
    ParentPipe.watch(() -> Runtime.getRuntime().halt(1));
    Path home = Path.of(arguments[0]);
    BlobStore blobs = new BlobStore(home);
    Digest digest = new Digest(arguments[1]);
    Report report =
        GraphBundle.isAt(blobs, digest)
            ? GraphTrial.attempt(new GraphFiles(home, blobs).graph(digest))
            : attempt(blobs, digest, DurationText.parse(arguments[2]));
    System.out.println();
    System.out.println(Json.text(report));
    System.out.flush();
    Runtime.getRuntime().halt(0); // at once, whatever native code left running
  }

  private static Report attempt(BlobStore blobs, Digest digest, Duration slow) {
    try {
      ModelBundle bundle = ModelBundle.read(blobs, digest);
      ModelSignature signature = bundle.config().signature();
      try (OnnxModel model = OnnxModel.load(blobs.path(bundle.graph()), signature)) {
        WindowTensor zeros = TrialWindows.zeros(signature);
        for (int call = 0; call < WARM_UP; call++) {
          model.run(zeros);
        }
        return measured(
            model, TrialWindows.means(signature, bundle.config().profile()), slow.toNanos());
      }
    } catch (OrillaException e) {
      return new Report(Optional.of(e.text()), 0);
    }
  }

  private static Report measured(OnnxModel model, WindowTensor window, long slow) {
    long slowest = 0;
    for (int call = 0; call < MEASURED; call++) {
      long began = System.nanoTime();
      Map<String, float[]> outputs = model.run(window);
      slowest = Math.max(slowest, System.nanoTime() - began);
      if (!isFinite(outputs.get(ModelSignature.SCORE))) {
        return new Report(
            Optional.of("the score of a window of the training rows' means is no finite number"),
            slowest / 1_000);
      }
    }
    return slowest > slow
        ? new Report(
            Optional.of(
                "a window took "
                    + DurationText.format(Duration.ofNanos(slowest / 1_000 * 1_000))
                    + " where "
                    + DurationText.format(Duration.ofNanos(slow))
                    + " are allowed"),
            slowest / 1_000)
        : new Report(Optional.empty(), slowest / 1_000);
  }

  private static boolean isFinite(float @Nullable [] score) {
    return score != null && Float.isFinite(score[0]);
  }
}
