package io.orilla.node.serving;

import io.orilla.inference.rest.RestDoor;
import io.orilla.inference.serving.Scheduler;
import io.orilla.node.workload.Workloads;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** All that works once a client came. */
final class Serving implements AutoCloseable {
  private final Scheduler scheduler;
  private final RestDoor door;

  private Serving(Scheduler scheduler, RestDoor door) {
    this.scheduler = scheduler;
    this.door = door;
  }

  static Serving open(
      ServerSocketChannel socket,
      SocketChannel first,
      InferenceSettings settings,
      String version,
      Supplier<Workloads> workloads) {
    ServedWorkloads models = new ServedWorkloads(workloads, settings.models());
    Scheduler scheduler = new Scheduler(settings.threads(), threads("inference"), models::isUrgent);
    RestDoor door =
        new RestDoor(
            socket,
            settings.rest(),
            models,
            new WorkloadPredictions(workloads),
            scheduler,
            threads("inference-door"),
            version);
    door.adopt(first);
    return new Serving(scheduler, door);
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return work ->
        Thread.ofPlatform()
            .daemon()
            .name(name + "-" + count.incrementAndGet())
            .unstarted(
                () -> {
                  ModestThread.become();
                  work.run();
                });
  }

  @Override
  public void close() {
    door.close();
    scheduler.close();
  }
}
