package io.orilla.server.task;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ParentPipe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A worker at work. It ends with us: it watches its standard input, which is open as long as we
 * are.
 */
final class WorkerProcess {
  private final Process process;

  private WorkerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts one. Our class path comes from its environment, not from its command line: ONNX Runtime
   * dies while it is loaded into a process whose command line is longer than 4,000 bytes (see
   * {@code docs/decisions/0009-short-command-lines.md}).
   *
   * @param log its output is appended to this file
   */
  static WorkerProcess start(List<String> command, TaskFolder folder, Path log) {
    List<String> line = new ArrayList<>(command);
    line.add(folder.path().toString());
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.path().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                ParentPipe.VARIABLE,
                "1",
                "CLASSPATH",
                System.getProperty("java.class.path"),
                "JDK_JAVA_OPTIONS",
                "\"-Djava.io.tmpdir=%s\" \"-XX:ErrorFile=%s.crash\""
                    .formatted(folder.temporary(), log)));
    try {
      return new WorkerProcess(builder.start());
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.INTERNAL_ERROR,
          "cannot start a worker with " + command + ": " + e.getMessage(),
          e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** The exit code; nothing when it still runs after this time. */
  OptionalInt await(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /** Ends it at once, with all that it started. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
