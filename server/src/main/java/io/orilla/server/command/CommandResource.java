package io.orilla.server.command;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.command.Action;
import io.orilla.model.command.CommandId;
import io.orilla.model.document.ObjectName;
import io.orilla.server.access.Access;
import io.orilla.server.access.AuditTrail;
import io.orilla.server.http.Body;
import io.orilla.server.http.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands over HTTP, for people. */
public final class CommandResource implements Resource {
  private static final Logger log = LoggerFactory.getLogger(CommandResource.class);
  private static final Duration DEFAULT_VALID = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int DEFAULT_LIMIT = 100;
  private static final int PART = 1 << 20;

  private final Commands commands;
  private final Outputs outputs;

  public CommandResource(Commands commands, Outputs outputs) {
    this.commands = commands;
    this.outputs = outputs;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/nodes/{name}/commands", this::issue);
    routes.get("/api/v1/commands", this::list);
    routes.get("/api/v1/commands/{id}", context -> context.json(commands.require(id(context))));
    routes.get("/api/v1/commands/{id}/output", this::output);
  }

  private record Wish(Action action, Optional<Duration> valid) {}

  private void issue(Context context) {
    ObjectName node = new ObjectName(context.pathParam("name"));
    Wish wish = Body.read(context, Wish.class);
    AuditTrail.name(context, wish.action().kind() + " on node " + node);
    if (wish.action() instanceof Action.BrowseSource browse && browse.goesOn()) {
      AuditTrail.leaveOut(context);
    }
    context
        .status(201)
        .json(
            commands.issue(
                Access.principal(context),
                node,
                wish.action(),
                wish.valid().orElse(DEFAULT_VALID)));
  }

  private void list(Context context) {
    Optional<ObjectName> node =
        Optional.ofNullable(context.queryParam("node")).map(ObjectName::new);
    int limit = context.queryParamAsClass("limit", Integer.class).getOrDefault(DEFAULT_LIMIT);
    context.json(commands.newest(node, limit));
  }

  private static CommandId id(Context context) {
    return new CommandId(context.pathParam("id"));
  }

  /**
   * What the node answered, from a place on; with {@code wait=true} as soon as there is more, while
   * there may be; with {@code follow=true} as it grows, until the command has ended.
   */
  private void output(Context context) throws IOException, InterruptedException {
    CommandId id = commands.require(id(context)).id();
    boolean follows = "true".equals(context.queryParam("follow"));
    context.contentType("application/octet-stream").header("Cache-Control", "no-store");
    OutputStream out = context.outputStream();
    try {
      long position = context.queryParamAsClass("from", Long.class).getOrDefault(0L);
      if ("true".equals(context.queryParam("wait"))) {
        awaitMore(id, position);
      }
      boolean ended = false;
      while (!ended) {
        ended = !follows || !commands.require(id).state().isOpen();
        position = copy(id, position, out);
        out.flush();
        if (!ended) {
          outputs.await(LOOK_AGAIN);
        }
      }
    } catch (IOException e) {
      log.debug("whoever followed {} left: {}", id, e.toString());
    }
  }

  private void awaitMore(CommandId id, long from) throws InterruptedException {
    long until = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (System.nanoTime() < until
        && outputs.read(id, from, 1).length == 0
        && commands.require(id).state().isOpen()) {
      outputs.await(LOOK_AGAIN);
    }
  }

  private long copy(CommandId id, long from, OutputStream out) throws IOException {
    long position = from;
    for (byte[] part = outputs.read(id, position, PART);
        part.length > 0;
        part = outputs.read(id, position, PART)) {
      out.write(part);
      position += part.length;
    }
    return position;
  }
}
