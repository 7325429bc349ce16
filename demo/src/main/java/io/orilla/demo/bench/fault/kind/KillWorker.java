package io.orilla.demo.bench.fault.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.client.Task;
import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.story.Loop;
import java.time.Duration;
import java.util.Optional;

/** {@code kill -9} of the process that trains; the server tries the task again. */
record KillWorker() implements Fault {
  @Override
  public String strike(Scene scene) {
    Task task = scene.loop().startStudy("tuned");
    Optional<Long> pid = awaitWorker(scene.client(), task);
    int before = scene.pause(Duration.ZERO, Duration.ofMillis(1_200));
    pid.flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    Task ended = scene.loop().finish(task);
    return "killed the worker of "
        + task.id()
        + " after "
        + before
        + " ms; it succeeded at attempt "
        + ended.json().path("attempt").asInt();
  }

  private static Optional<Long> awaitWorker(OrillaClient client, Task task) {
    Loop.await(
        "a worker runs task " + task.id(),
        Duration.ofSeconds(30),
        () -> client.task(task.id()).json().has("pid") || client.task(task.id()).ended());
    JsonNode pid = client.task(task.id()).json().path("pid");
    return pid.isMissingNode() ? Optional.empty() : Optional.of(pid.asLong());
  }
}
