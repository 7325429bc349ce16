package io.orilla.server.command;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.command.Action;
import io.orilla.model.command.CommandId;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.http.Resource;
import io.orilla.server.node.NodeGuard;
import java.time.Duration;

/** Takes in what a command asked a node for; only that node may answer, while it is open. */
public final class AnswerResource implements Resource {
  private static final int MOST = 1 << 20;

  private static final Duration TAIL_READ = Duration.ofSeconds(30);
  private static final Duration PROBE_READ = Duration.ofSeconds(5);

  private final Commands commands;
  private final Outputs outputs;

  public AnswerResource(Commands commands, Outputs outputs) {
    this.commands = commands;
    this.outputs = outputs;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/node/v1/answers/{id}", this::take);
  }

  /**
   * @param wanted whether there is any use in sending more
   */
  private record Receipt(long through, boolean wanted) {}

  private void take(Context context) {
    CommandRecord command = commands.require(new CommandId(context.pathParam("id")));
    if (!command.node().equals(NodeGuard.node(context)) || command.state().isFinal()) {
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED, "the command " + command.id() + " waits for no answer of yours");
    }
    byte[] part = context.bodyAsBytes();
    if (part.length > MOST) {
      throw OrillaException.invalid("a part of an output has at most 1 MiB");
    }
    long from = context.queryParamAsClass("from", Long.class).getOrDefault(0L);
    long through = outputs.append(command.id(), from, part);
    context.json(new Receipt(through, isWanted(command)));
  }

  /** An answer that goes on for as long as somebody reads it, who then looks at it often. */
  private boolean isWanted(CommandRecord command) {
    return switch (command.action()) {
      case Action.LiveTail _ -> outputs.isRead(command.id(), TAIL_READ);
      case Action.ProbeSource _ -> outputs.isRead(command.id(), PROBE_READ);
      default -> true;
    };
  }
}
