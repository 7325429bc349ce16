package io.orilla.server.desired;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.content.DurationText;
import io.orilla.model.desired.DesiredAnswer;
import io.orilla.model.desired.KnownVersions;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.node.Standing;
import io.orilla.server.command.Commands;
import io.orilla.server.command.IssuedList;
import io.orilla.server.http.Resource;
import io.orilla.server.node.CloneWatch;
import io.orilla.server.node.NodeGuard;
import io.orilla.server.node.Nodes;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node's desired state and its commands: the entity tag is both versions, and {@code wait} (a
 * duration as {@code 30s}) keeps the request until there is another.
 */
public final class DesiredResource implements Resource {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final DesiredStates states;
  private final Commands commands;
  private final Nodes nodes;
  private final CloneWatch clones;

  public DesiredResource(DesiredStates states, Commands commands, Nodes nodes, CloneWatch clones) {
    this.states = states;
    this.commands = commands;
    this.nodes = nodes;
    this.clones = clones;
    nodes.watch(node -> states.wake());
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/node/v1/desired", this::show);
  }

  private void show(Context context) throws InterruptedException {
    ObjectName node = NodeGuard.node(context);
    Optional.ofNullable(context.header(JournalEpoch.HEADER))
        .map(JournalEpoch::of)
        .ifPresent(epoch -> clones.heard(node, epoch));
    String tag = context.header("If-None-Match");
    KnownVersions known = tag == null ? KnownVersions.NONE : KnownVersions.parse(tag);
    Standing standing = NodeGuard.standing(context, nodes);
    DesiredStates.Answer state =
        states
            .await(
                node,
                known.state(),
                () ->
                    commands.newer(node, known.commands()).isPresent()
                        || NodeGuard.standing(context, nodes) != standing,
                wait(context.queryParam("wait")))
            .orElseThrow(() -> notYet(node));
    NodeGuard.requireStillOpen(context, nodes);
    answer(context, node, known, state);
  }

  private void answer(
      Context context, ObjectName node, KnownVersions known, DesiredStates.Answer state) {
    Optional<IssuedList> list = commands.newer(node, known.commands());
    DesiredAnswer answer =
        new DesiredAnswer(
            Optional.of(state)
                .filter(newest -> !newest.version().equals(known.state()))
                .map(DesiredStates.Answer::signed),
            list.map(IssuedList::signed));
    KnownVersions told =
        new KnownVersions(state.version(), list.map(IssuedList::version).orElse(known.commands()));
    context.header("ETag", told.tag()).header("Cache-Control", "no-store");
    if (answer.isEmpty()) {
      context.status(304);
      return;
    }
    list.ifPresent(any -> commands.sent(node));
    context.contentType("application/json").result(answer.encode());
  }

  private static Duration wait(@Nullable String text) {
    Duration wait = text == null ? Duration.ZERO : DurationText.parse(text);
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static OrillaException notYet(ObjectName node) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "the desired state of '" + node + "' is not computed yet; ask again in a moment");
  }
}
