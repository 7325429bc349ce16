package io.orilla.server.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.document.ObjectName;
import io.orilla.server.http.Body;
import io.orilla.server.http.Resource;

/** API tokens over HTTP: each is shown once, in the answer. */
public final class ApiTokenResource implements Resource {
  private final ApiTokens tokens;

  public ApiTokenResource(ApiTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/api-tokens", context -> context.json(tokens.all()));
    routes.post("/api/v1/api-tokens", this::make);
    routes.delete("/api/v1/api-tokens/{name}", this::revoke);
  }

  private void make(Context context) {
    Wish wish = Body.read(context, Wish.class);
    AuditTrail.name(context, "make API token " + wish.name() + " as " + wish.role());
    String token = tokens.make(wish.name(), wish.role(), Access.principal(context));
    context.status(201).json(new Made(token));
  }

  private void revoke(Context context) {
    tokens.revoke(new ObjectName(context.pathParam("name")));
    context.status(204);
  }

  private record Wish(ObjectName name, Role role) {}

  private record Made(String token) {}
}
