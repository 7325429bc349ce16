package io.orilla.server.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.content.Digest;
import io.orilla.server.http.Resource;
import io.orilla.server.store.Database;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every change that people ask for below {@code /api/v1}, done or refused, in a chain of hashes: an
 * entry that is changed or taken out breaks it. What is cut off at the end shows by the hash that
 * the server logged. Runs of the tracking API are their own record and are not written here.
 */
public final class AuditTrail implements Resource {
  private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
  private static final String ACTION = "io.orilla.audit";
  private static final String LEFT_OUT = "io.orilla.audit.leftOut";
  private static final int DEFAULT_LIMIT = 100;

  private final Database database;
  private final InstantSource clock;

  public AuditTrail(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Says in words what a request asks for. */
  public static void name(Context context, String action) {
    context.attribute(ACTION, action.replace('\n', ' '));
  }

  /** The request goes on with what an entry tells of already: it is written only when refused. */
  public static void leaveOut(Context context) {
    context.attribute(LEFT_OUT, true);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.after("/api/v1/*", this::record);
    routes.get("/api/v1/audit", this::show);
  }

  private void record(Context context) {
    boolean reads = context.method().name().equals("GET") || context.method().name().equals("HEAD");
    boolean leftOut = context.attribute(LEFT_OUT) != null && context.statusCode() < 400;
    if (reads || leftOut) {
      return;
    }
    String action = context.attribute(ACTION);
    AuditEntry entry =
        append(
            Access.principal(context),
            action == null ? context.method() + " " + context.path() : action,
            context.statusCode());
    log.info(
        "audit {}: {} ({}) {}: {} {}",
        entry.sequence(),
        entry.who(),
        entry.role(),
        entry.action(),
        entry.outcome(),
        entry.hash().abbreviated());
  }

  private AuditEntry append(Principal who, String action, int outcome) {
    return database.write(
        handle -> {
          Optional<AuditEntry> last = newest(handle, 1).stream().findFirst();
          AuditEntry entry =
              AuditEntry.after(
                  last.map(AuditEntry::sequence).orElse(0L) + 1,
                  last.map(AuditEntry::hash).orElse(AuditEntry.NOTHING),
                  clock.instant().truncatedTo(ChronoUnit.MICROS),
                  who,
                  action,
                  outcome);
          entry.insert(handle);
          return entry;
        });
  }

  private static List<AuditEntry> newest(Handle handle, int limit) {
    return handle
        .createQuery("SELECT * FROM audit ORDER BY sequence DESC LIMIT :limit")
        .bind("limit", limit)
        .map((row, context) -> AuditEntry.read(row))
        .list();
  }

  private void show(Context context) {
    int limit = context.queryParamAsClass("limit", Integer.class).getOrDefault(DEFAULT_LIMIT);
    context.json(database.read(handle -> new Shown(broken(handle), newest(handle, limit))));
  }

  /** The first entry that does not follow the one before it. */
  private static Optional<Long> broken(Handle handle) {
    Digest before = AuditEntry.NOTHING;
    long expected = 1;
    try (var rows =
        handle
            .createQuery("SELECT * FROM audit ORDER BY sequence")
            .map((row, context) -> AuditEntry.read(row))
            .stream()) {
      for (AuditEntry entry : (Iterable<AuditEntry>) rows::iterator) {
        if (entry.sequence() != expected || !entry.follows(before)) {
          return Optional.of(entry.sequence());
        }
        before = entry.hash();
        expected++;
      }
    }
    return Optional.empty();
  }

  /**
   * @param brokenAt the first entry that was tampered with or follows one that was taken out
   * @param entries newest first
   */
  private record Shown(Optional<Long> brokenAt, List<AuditEntry> entries) {}
}
