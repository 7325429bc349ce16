package io.orilla.server.task;

import io.orilla.model.task.ResultDocument;

/** How a worker came to its end. */
sealed interface WorkerEnd {
  /** It left an answer, good or bad. */
  record Answered(ResultDocument document) implements WorkerEnd {}

  /** It died without one. */
  record Died(int exitCode) implements WorkerEnd {}

  /** It was ended because it took too long. */
  record TookTooLong() implements WorkerEnd {}

  /** It was ended because nobody wants it any more: the task was cancelled, or the server ends. */
  record Unwanted() implements WorkerEnd {}
}
