package io.orilla.server.task;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.TaskDocument;
import io.orilla.server.tracking.RunStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks in worker processes, a few at once, oldest first. A worker that dies without an answer
 * is followed by another in a fresh folder, three at most; what it left does not count. When the
 * server ends, its workers end too, and the next start takes their tasks up again. Thread-safe.
 */
public final class TaskRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);
  private static final int MOST_LOST = 3;

  private final TaskStore store;
  private final ResultIntake intake;
  private final RunStore runs;
  private final TaskSettings settings;
  private final Supplier<String> ids;
  private final Semaphore workers;
  private final Map<String, WorkerProcess> running = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closing;
  private volatile Optional<String> address = Optional.empty();

  /**
   * @param ids makes the part of a task's id after its kind
   */
  public TaskRunner(
      TaskStore store,
      ResultIntake intake,
      RunStore runs,
      TaskSettings settings,
      Supplier<String> ids) {
    this.store = store;
    this.intake = intake;
    this.runs = runs;
    this.settings = settings;
    this.ids = ids;
    this.workers = new Semaphore(settings.workers(), true);
  }

  /**
   * Begins to work, first on what an earlier process left.
   *
   * @param server address of the tracking API, for the workers
   */
  public void start(String server) {
    TaskFolder.deleteAll(settings.folder());
    for (String id : store.in(Task.State.RUNNING)) {
      runs.kill(id, store.find(id).attempt());
      store.requeue(id);
    }
    address = Optional.of(server);
    store.in(Task.State.QUEUED).forEach(this::workLater);
  }

  /**
   * Queues a task.
   *
   * @throws OrillaException PEER_UNAVAILABLE when too many wait already
   */
  public Task submit(TaskOrder order) {
    if (store.in(Task.State.QUEUED).size() >= settings.waiting()) {
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE,
          settings.waiting() + " tasks wait already; try again when some are done");
    }
    Task task = store.create(order.kind().text() + "-" + ids.get(), order);
    if (address.isPresent()) {
      workLater(task.id());
    }
    return task;
  }

  /** Ends a task that is not done; what it made does not count. */
  public Task cancel(String id) {
    store.find(id);
    store.fail(id, new Problem(ErrorCode.CANCELLED, "the task was cancelled"));
    kill(id);
    return store.find(id);
  }

  private void kill(String id) {
    Optional.ofNullable(running.get(id)).ifPresent(WorkerProcess::kill);
  }

  private void workLater(String id) {
    try {
      threads.execute(() -> work(id));
    } catch (RejectedExecutionException e) {
      log.info("task {} waits for the next start", id);
    }
  }

  private void work(String id) {
    try {
      workers.acquire();
      try {
        if (!closing) {
          store.start(id).ifPresent(this::attempt);
        }
      } finally {
        workers.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(Task task) {
    TaskFolder folder = TaskFolder.of(settings.folder(), task);
    try {
      settle(task, folder, run(task, folder));
    } catch (OrillaException e) {
      log.error("task {} failed", task.id(), e);
      store.fail(task.id(), Problem.of(e));
    } catch (RuntimeException e) {
      log.error("task {} failed", task.id(), e);
      store.fail(task.id(), new Problem(ErrorCode.INTERNAL_ERROR, "the server failed: " + e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.remove(task.id());
      folder.delete();
    }
  }

  private WorkerEnd run(Task task, TaskFolder folder) throws InterruptedException {
    folder.prepare(
        new TaskDocument(
            task.id(),
            task.attempt(),
            address.orElseThrow(),
            settings.code(),
            store.order(task.id()).spec()));
    WorkerProcess worker =
        WorkerProcess.start(
            settings.command(), folder, settings.folder().resolve(task.id() + ".log"));
    running.put(task.id(), worker);
    store.runsAs(task.id(), worker.pid());
    if (unwanted(task)) {
      worker.kill();
    }
    OptionalInt exit = worker.await(settings.timeLimit());
    worker.kill();
    return end(task, folder, exit);
  }

  /** Whether it was cancelled, or the server ends, while it was being started. */
  private boolean unwanted(Task task) {
    return closing || store.find(task.id()).state() != Task.State.RUNNING;
  }

  private WorkerEnd end(Task task, TaskFolder folder, OptionalInt exit) {
    if (unwanted(task)) {
      return new WorkerEnd.Unwanted();
    }
    Optional<ResultDocument> result = folder.result();
    if (result.isPresent()) {
      return new WorkerEnd.Answered(result.get());
    }
    return exit.isPresent() ? new WorkerEnd.Died(exit.getAsInt()) : new WorkerEnd.TookTooLong();
  }

  private void settle(Task task, TaskFolder folder, WorkerEnd end) {
    switch (end) {
      case WorkerEnd.Answered(ResultDocument document) -> accept(task, folder, document);
      case WorkerEnd.Died(int exitCode) -> tryAgain(task, exitCode);
      case WorkerEnd.TookTooLong() -> giveUp(task, tooLong(settings.timeLimit()));
      case WorkerEnd.Unwanted() -> runs.kill(task.id(), task.attempt());
    }
  }

  private void accept(Task task, TaskFolder folder, ResultDocument document) {
    Problem problem = document.problem();
    if (problem != null) {
      giveUp(task, problem);
      return;
    }
    store.succeed(task.id(), intake.take(task, store.order(task.id()), document, folder));
  }

  private void tryAgain(Task task, int exitCode) {
    log.warn("worker {} of task {} died with {}", task.attempt(), task.id(), exitCode);
    runs.kill(task.id(), task.attempt());
    if (store.lose(task.id()) < MOST_LOST) {
      workLater(task.id());
      return;
    }
    String said = settings.folder().resolve(task.id() + ".log").toString();
    store.fail(
        task.id(),
        new Problem(
            ErrorCode.INTERNAL_ERROR,
            "%d workers died without an answer, the last with exit code %d; see %s"
                .formatted(MOST_LOST, exitCode, said)));
  }

  private void giveUp(Task task, Problem problem) {
    log.warn("task {} failed: {}", task.id(), problem.message());
    runs.kill(task.id(), task.attempt());
    store.fail(task.id(), problem);
  }

  private static Problem tooLong(Duration limit) {
    return new Problem(
        ErrorCode.DEADLINE_EXCEEDED,
        "the worker was ended after " + limit.toSeconds() + " s; give it less to do");
  }

  /**
   * Ends the workers and waits for their threads; what they worked on is taken up at the next
   * start.
   */
  @Override
  public void close() {
    closing = true;
    running.values().forEach(WorkerProcess::kill);
    threads.close();
  }
}
