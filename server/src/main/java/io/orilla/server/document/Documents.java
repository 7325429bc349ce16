package io.orilla.server.document;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.document.Document;
import io.orilla.model.document.Kind;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Spec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.document.Applied.Outcome;
import io.orilla.server.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/**
 * The documents that hold, and their changes: all or nothing, one at a time, checked against each
 * other before. Thread-safe.
 */
public final class Documents {
  private final Database database;
  private final List<Check> checks;
  private final InstantSource clock;
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private volatile Declarations current;

  public Documents(Database database, ModelVersions models, BlobStore blobs, InstantSource clock) {
    this.database = database;
    this.checks =
        List.of(
            new SourceCheck(ConnectorDescription.installed()),
            new WorkflowCheck(),
            new StudyCheck(),
            new WorkloadCheck(models, blobs),
            new AlarmCheck(),
            new OutputCheck(ConnectorDescription.installed()));
    this.clock = clock;
    this.current = Declarations.of(database.read(DocumentStore::all));
  }

  public Declarations current() {
    return current;
  }

  /** A generation of a document, also one that no longer holds. */
  public Optional<Declared<Spec>> version(Kind kind, ObjectName name, long generation) {
    return database.read(handle -> DocumentStore.version(handle, kind, name, generation));
  }

  /** Calls the watcher after each change, on the thread that made it; it must be quick. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /**
   * Applies all documents or none.
   *
   * @throws OrillaException INVALID_DOCUMENT with all that is wrong between documents
   */
  public List<Applied> apply(List<Document> documents) {
    refuseRepeated(documents);
    List<Applied> applied = database.write(handle -> apply(handle, documents));
    watchers.forEach(Runnable::run);
    return applied;
  }

  private List<Applied> apply(Handle handle, List<Document> documents) {
    Instant now = clock.instant();
    Declarations candidate = current;
    List<Applied> applied = new ArrayList<>();
    for (Document document : documents) {
      Applied outcome = outcome(handle, candidate, document);
      applied.add(outcome);
      if (outcome.outcome() != Outcome.UNCHANGED) {
        candidate = candidate.with(document, outcome.generation(), now);
        DocumentStore.insertVersion(handle, document, outcome.generation(), now);
        DocumentStore.advance(
            handle, outcome.kind(), outcome.name(), outcome.generation() - 1, outcome.generation());
      }
    }
    List<String> problems = problems(candidate);
    if (!problems.isEmpty()) {
      throw new OrillaException(ErrorCode.INVALID_DOCUMENT, String.join("\n", problems));
    }
    hold(handle, candidate);
    return applied;
  }

  private static Applied outcome(Handle handle, Declarations before, Document document) {
    Kind kind = document.kind();
    ObjectName name = document.metadata().name();
    Optional<Declared<?>> declared = before.find(kind, name);
    if (declared.isPresent() && declared.get().says(document)) {
      return new Applied(kind, name, declared.get().generation(), Outcome.UNCHANGED);
    }
    long generation = DocumentStore.lastGeneration(handle, kind, name) + 1;
    return new Applied(
        kind, name, generation, declared.isPresent() ? Outcome.CHANGED : Outcome.CREATED);
  }

  /**
   * Withdraws a document.
   *
   * @throws OrillaException IN_USE when another document stands on it
   */
  public void withdraw(Kind kind, ObjectName name) {
    database.execute(handle -> withdraw(handle, kind, name));
    watchers.forEach(Runnable::run);
  }

  private void withdraw(Handle handle, Kind kind, ObjectName name) {
    Declarations before = current;
    Declared<?> declared = before.find(kind, name).orElseThrow(() -> unknown(kind, name));
    Declarations candidate = before.without(kind, name);
    List<String> problems = problems(candidate);
    if (!problems.isEmpty()) {
      throw new OrillaException(
          ErrorCode.IN_USE,
          declared.title()
              + " cannot be withdrawn, others stand on it: "
              + String.join("; ", problems));
    }
    DocumentStore.withdraw(handle, declared, clock.instant());
    hold(handle, candidate);
  }

  /** Readers see the change when it is committed, not before. */
  private void hold(Handle handle, Declarations candidate) {
    handle.afterCommit(() -> current = candidate);
  }

  private List<String> problems(Declarations candidate) {
    List<String> problems = new ArrayList<>();
    checks.forEach(check -> check.check(candidate, problems::add));
    return problems;
  }

  private static void refuseRepeated(List<Document> documents) {
    Set<String> seen = new HashSet<>();
    for (Document document : documents) {
      String title = document.kind() + " " + document.metadata().name();
      if (!seen.add(title)) {
        throw new OrillaException(
            ErrorCode.INVALID_DOCUMENT, title + " stands twice in this request; leave one of them");
      }
    }
  }

  static OrillaException unknown(Kind kind, ObjectName name) {
    return OrillaException.notFound("there is no " + kind + " '" + name + "'");
  }
}
