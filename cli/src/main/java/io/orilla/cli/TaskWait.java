package io.orilla.cli;

import io.orilla.client.OrillaClient;
import io.orilla.client.Task;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;

/** Waits for a task in front of the user. */
final class TaskWait {
  private static final long POLL_MILLIS = 300;

  private TaskWait() {}

  static Task finish(OrillaClient client, Task started) {
    Task task = started;
    while (!task.ended()) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new OrillaException(
            ErrorCode.PEER_UNAVAILABLE,
            "no longer waiting; task " + task.id() + " goes on at the server",
            e);
      }
      task = client.task(started.id());
    }
    if (task.failed()) {
      throw new OrillaException(
          ErrorCode.INTERNAL_ERROR, "task " + task.id() + " failed: " + task.problem());
    }
    return task;
  }
}
