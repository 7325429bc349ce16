package io.orilla.server.table;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.lake.table.Lake;
import io.orilla.lake.table.TableDescription;
import io.orilla.lake.table.Version;
import io.orilla.model.document.TableName;
import io.orilla.model.error.OrillaException;
import io.orilla.server.http.Resource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/tables}. */
public final class TableResource implements Resource {
  private static final String TABLE = "/api/v1/tables/{name}";
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 10_000;

  private final Lake lake;

  public TableResource(Lake lake) {
    this.lake = lake;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/tables", this::list);
    routes.get(TABLE, context -> context.json(TableReport.Detail.of(describe(context))));
    routes.get(TABLE + "/rows", this::rows);
    routes.post(TABLE + "/tags", this::tag);
  }

  private void list(Context context) {
    context.json(lake.tables().stream().map(name -> TableReport.of(lake.describe(name))).toList());
  }

  private TableDescription describe(Context context) {
    return lake.describe(name(context));
  }

  private static TableName name(Context context) {
    return new TableName(context.pathParam("name"));
  }

  private void rows(Context context) {
    int limit = context.queryParamAsClass("limit", Integer.class).getOrDefault(DEFAULT_LIMIT);
    if (limit < 1 || limit > MOST) {
      throw OrillaException.invalid("limit " + limit + " must lie in 1 to " + MOST);
    }
    Version version =
        Optional.ofNullable(context.queryParam("snapshot"))
            .map(TableResource::version)
            .orElseGet(Version::current);
    context.json(lake.rows(name(context), version, List.of(), limit));
  }

  /** A snapshot's id or, where it is no number, a tag. */
  private static Version version(String text) {
    try {
      return Version.snapshot(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Version.tag(text);
    }
  }

  record Tagging(@Nullable String tag, @Nullable String snapshot) {}

  private void tag(Context context) {
    Tagging request = context.bodyAsClass(Tagging.class);
    String tag = request.tag();
    if (tag == null || tag.isEmpty()) {
      throw OrillaException.invalid("the key 'tag' is missing: say how the snapshot is called");
    }
    lake.tag(name(context), tag, snapshot(context, request.snapshot()));
    context.status(201);
  }

  private long snapshot(Context context, @Nullable String given) {
    if (given == null) {
      return describe(context)
          .current()
          .orElseThrow(
              () -> OrillaException.notFound("the table is empty and has no snapshot to name"))
          .id();
    }
    try {
      return Long.parseLong(given);
    } catch (NumberFormatException e) {
      throw OrillaException.invalid("'" + given + "' is no snapshot: its id is a number");
    }
  }
}
