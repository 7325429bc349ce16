package io.orilla.server.http;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The description of the people's API, which clients and the console are generated from. */
public final class OpenApiResource implements Resource {
  private static final String FILE = "/openapi.yaml";

  @Override
  public void register(RoutesConfig routes) {
    byte[] description = load();
    routes.get(
        "/api/v1/openapi.yaml",
        context -> context.contentType("application/yaml").result(description));
  }

  static byte[] load() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream(FILE)) {
      return Objects.requireNonNull(in, FILE).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
