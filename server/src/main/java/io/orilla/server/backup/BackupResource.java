package io.orilla.server.backup;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.server.http.Body;
import io.orilla.server.http.Resource;
import java.nio.file.Path;

/** Backups over HTTP; they are written on the server's machine. */
public final class BackupResource implements Resource {
  private final Backups backups;

  public BackupResource(Backups backups) {
    this.backups = backups;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/backups", this::take);
  }

  private void take(Context context) {
    Wish wish = Body.read(context, Wish.class);
    context.status(201).json(backups.take(Path.of(wish.folder())));
  }

  private record Wish(String folder) {}
}
