package io.orilla.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.process.ParentPipe;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.TaskDocument;
import io.orilla.model.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as what it is: a process. */
class WorkerProcessTest {
  @TempDir Path temporary;

  private Process start(Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Djava.io.tmpdir=" + Files.createDirectories(temporary.resolve("tmp")),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            folder.toString());
    builder.environment().put(ParentPipe.VARIABLE, "1");
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int exit(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void itDoesItsTaskAndLeaves() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("task"));
    RawTable raw = new RawTable(temporary);
    raw.batch("hall-1", new UUID(1, 2), 1, 1, Loop.seconds(1, 11));
    TaskSpec spec =
        new TaskSpec.Prepare(
            new ObjectName("water"), 1, Loop.workflow(), List.of(Loop.ASSET), raw.input());
    Files.write(
        folder.resolve(TaskDocument.FILE),
        Json.bytes(new TaskDocument("task-1", 1, "http://127.0.0.1:1", "test", spec)));

    assertThat(exit(start(folder))).isZero();

    ResultDocument result =
        Json.read(Files.readAllBytes(folder.resolve(ResultDocument.FILE)), ResultDocument.class);
    assertThat(result.problem()).isNull();
    assertThat(result.counts()).containsEntry("rows", 10L);
    assertThat(result.peakMemoryBytes()).isBetween(32L << 20, 2L << 30);
  }

  /** Its task document is a pipe that nobody writes to, so that it cannot finish by itself. */
  @Test
  void itEndsWithItsParent() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("task"));
    Path pipe = folder.resolve(TaskDocument.FILE);
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "there is no mkfifo");
    assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process worker = start(folder);
    assertThat(worker.waitFor(1, TimeUnit.SECONDS)).as("it ends by itself").isFalse();

    worker.getOutputStream().close();

    assertThat(exit(worker)).isEqualTo(1);
    assertThat(folder.resolve(ResultDocument.FILE)).doesNotExist();
  }
}
