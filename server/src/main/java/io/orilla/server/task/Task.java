package io.orilla.server.task;

import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A piece of work for a worker.
 *
 * @param subject the workflow or study it is done for
 * @param attempt how often a worker was started for it
 * @param pid of the worker while it runs
 */
public record Task(
    String id,
    Kind kind,
    String subject,
    State state,
    int attempt,
    Optional<Long> pid,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<Problem> problem,
    Optional<TaskResult> result) {

  /** The task without what came of it, where only its state matters. */
  public Task withoutResult() {
    return new Task(
        id,
        kind,
        subject,
        state,
        attempt,
        pid,
        createdAt,
        startedAt,
        finishedAt,
        problem,
        Optional.empty());
  }

  /** What kind of work it is. */
  public enum Kind {
    PREPARE,
    TUNE,
    REPLAY;

    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where it is in its life; {@link TaskStore} moves it. */
  public enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED
  }
}
