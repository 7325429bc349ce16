package io.orilla.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The console: files of a folder, and its page for every other address that is not the API's, as
 * the page finds its way by itself. What lies below {@code assets} has its digest in its name and
 * is kept by browsers for good.
 */
public final class ConsoleResource implements Resource {
  private static final String PAGE = "index.html";
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private final Optional<Path> folder;

  /**
   * @param folder of the built console; absent where it was not built
   */
  public ConsoleResource(Optional<Path> folder) {
    this.folder = folder.map(path -> path.toAbsolutePath().normalize());
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/", context -> send(context, PAGE));
    routes.get("/<file>", this::sendFile);
  }

  private void sendFile(Context context) throws IOException {
    String file = context.pathParam("file");
    if (file.startsWith("api/") || file.startsWith("node/")) {
      throw nothingAt(context);
    }
    send(context, isThere(file) ? file : PAGE);
  }

  private boolean isThere(String file) {
    return folder
        .map(root -> root.resolve(file).normalize())
        .filter(path -> path.startsWith(folder.orElseThrow()) && Files.isRegularFile(path))
        .isPresent();
  }

  private void send(Context context, String file) throws IOException {
    if (!isThere(file)) {
      throw OrillaException.notFound(
          "this server has no console beside it: build it, or use the API below /api/v1");
    }
    context
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header(
            "Cache-Control",
            file.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache")
        .contentType(type(file))
        .result(Files.readAllBytes(folder.orElseThrow().resolve(file)));
  }

  private static String type(String file) {
    String known = ContentType.mimeTypeByExtension(file.substring(file.lastIndexOf('.') + 1));
    return known == null ? ContentType.OCTET_STREAM : known;
  }

  private static OrillaException nothingAt(Context context) {
    return OrillaException.notFound(
        "there is nothing at " + context.method() + " " + context.path());
  }
}
