package io.orilla.server.node;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.authority.JoinTokens;
import io.orilla.server.http.Body;
import io.orilla.server.http.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Join tokens over HTTP: each is shown once, in the answer. */
public final class TokenResource implements Resource {
  private static final Duration DEFAULT_VALID = Duration.ofHours(1);

  private final JoinTokens tokens;
  private final Nodes nodes;
  private final Supplier<List<String>> addresses;

  public TokenResource(JoinTokens tokens, Nodes nodes, Supplier<List<String>> addresses) {
    this.tokens = tokens;
    this.nodes = nodes;
    this.addresses = addresses;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/tokens", this::make);
  }

  private void make(Context context) {
    Wish wish = Body.read(context, Wish.class);
    Duration valid = wish.valid().orElse(DEFAULT_VALID);
    context.status(201).json(tokens.make(admission(wish), valid, addresses.get()));
  }

  private JoinTokens.Admission admission(Wish wish) {
    if (wish.replace().isEmpty()) {
      wish.node().flatMap(nodes::find).ifPresent(TokenResource::refuseTaken);
      return new JoinTokens.Admission.Newcomer(wish.node());
    }
    ObjectName replaced = wish.replace().get();
    if (wish.node().filter(node -> !node.equals(replaced)).isPresent()) {
      throw OrillaException.invalid("give node or replace: a token hands over one name");
    }
    return nodes
        .find(replaced)
        .map(node -> new JoinTokens.Admission.Replacement(node.name()))
        .orElseThrow(() -> Nodes.notFound(replaced));
  }

  private static void refuseTaken(EnrolledNode node) {
    throw new OrillaException(
        ErrorCode.ALREADY_EXISTS,
        "a node '%s' joined at %s; name another, or hand the name to another box with replace"
            .formatted(node.name(), node.enrolledAt()));
  }

  private record Wish(
      Optional<ObjectName> node, Optional<ObjectName> replace, Optional<Duration> valid) {}
}
