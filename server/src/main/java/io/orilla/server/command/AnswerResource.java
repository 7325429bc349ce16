package io.orilla.server.command;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.command.Action;
import io.orilla.model.command.CommandId;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.http.Resource;
import io.orilla.server.node.NodeGuard;

/** Takes in what a command asked a node for; only that node may answer, while it is open. */
public final class AnswerResource implements Resource {
  private static final int MOST = 1 << 20;

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
    boolean live = command.action() instanceof Action.LiveTail;
    long through = outputs.append(command.id(), from, part);
    context.json(new Receipt(through, !live || outputs.isRead(command.id())));
  }
}
