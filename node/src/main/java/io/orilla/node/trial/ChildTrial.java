package io.orilla.node.trial;

import io.orilla.model.content.Digest;
import io.orilla.model.content.DurationText;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ParentPipe;
import io.orilla.node.machine.Memory;
import io.orilla.node.machine.ThreadPriority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tries a model in a small process of its own: if it crashes, hangs or takes too much memory, that
 * process ends and the agent does not. It stands behind what is at work, as the start of a process
 * takes a processor for a second.
 */
public final class ChildTrial implements Trial {
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

  /** The kernel kills what takes the machine's last memory: that is no accident the third time. */
  private static final int TRIES = 3;

  private final Path home;
  private final Limits limits;

  /**
   * What a child may take.
   *
   * @param time until it has ended
   * @param memory in the machine's memory, bytes
   * @param window how long one window may take
   */
  public record Limits(Duration time, long memory, Duration window) {}

  /**
   * @param home folder of the blobs
   */
  public ChildTrial(Path home, Limits limits) {
    this.home = home;
    this.limits = limits;
  }

  @Override
  public void run(Digest bundle) throws InterruptedException {
    int killed = 0;
    while (isKilledIn(bundle)) {
      if (++killed == TRIES) {
        throw unfit("had its process killed " + TRIES + " times");
      }
    }
  }

  /** Tries it once; whether somebody else killed the child, which says nothing of the model. */
  private boolean isKilledIn(Digest bundle) throws InterruptedException {
    try (ScratchFolder scratch = ScratchFolder.in(home.resolve("tmp"))) {
      Process child = start(bundle, scratch.path());
      try {
        awaitEnd(child);
        if (Exit.isKill(child.exitValue())) {
          return true;
        }
        judge(child);
        return false;
      } finally {
        child.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      throw untried(e);
    }
  }

  private Process start(Digest bundle, Path scratch) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(bundle, scratch));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().put(ParentPipe.VARIABLE, "1");
    Process child = builder.start();
    ThreadPriority.modest(child);
    return child;
  }

  private List<String> command(Digest bundle, Path scratch) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx64m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + scratch));
    Optional.ofNullable(System.getProperty("onnxruntime.native.path"))
        .ifPresent(natives -> command.add("-Donnxruntime.native.path=" + natives));
    command.addAll(
        List.of(
            ModelTrial.class.getName(),
            home.toString(),
            bundle.text(),
            DurationText.format(limits.window())));
    return command;
  }

  private void awaitEnd(Process child) throws InterruptedException {
    long until = System.nanoTime() + limits.time().toNanos();
    while (!child.waitFor(LOOK, TimeUnit.NANOSECONDS)) {
      if (System.nanoTime() > until) {
        throw unfit(
            "did not come to its end within " + DurationText.format(limits.time()) + ": it hangs");
      }
      if (Memory.residentOf(child.pid()) > limits.memory()) {
        throw unfit("took more than " + (limits.memory() >> 20) + " MB of memory");
      }
    }
  }

  private static void judge(Process child) throws IOException {
    String last = "";
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      last = output.lines().filter(line -> line.startsWith("{")).reduce("", (one, next) -> next);
    }
    if (child.exitValue() != 0 || last.isEmpty()) {
      throw unfit("ended its process with " + Exit.describe(child.exitValue()));
    }
    Optional<String> problem = Json.read(last, ModelTrial.Report.class).problem();
    if (problem.isPresent()) {
      throw OrillaException.invalid("the model's trial: " + problem.get());
    }
  }

  private static OrillaException unfit(String what) {
    return OrillaException.invalid("the model " + what + " when it was tried in a child");
  }

  private static OrillaException untried(IOException e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "the model could not be tried in a child: " + e.getMessage(),
        e);
  }
}
