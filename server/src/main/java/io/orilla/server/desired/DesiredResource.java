package io.orilla.server.desired;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.content.DurationText;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.http.Resource;
import io.orilla.server.node.NodeGuard;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A node's desired state: its entity tag is its version, and {@code wait} (a duration as {@code
 * 30s}) keeps the request until there is another.
 */
public final class DesiredResource implements Resource {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\\.(\\d{1,18})\"");

  private final DesiredStates states;

  public DesiredResource(DesiredStates states) {
    this.states = states;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/node/v1/desired", this::show);
  }

  private void show(Context context) throws InterruptedException {
    ObjectName node = NodeGuard.node(context);
    StateVersion known = known(context.header("If-None-Match"));
    DesiredStates.Answer answer =
        states.await(node, known, wait(context.queryParam("wait"))).orElseThrow(() -> notYet(node));
    context.header("ETag", "\"" + answer.version() + "\"").header("Cache-Control", "no-store");
    if (answer.version().equals(known)) {
      context.status(304);
    } else {
      context.json(answer.signed());
    }
  }

  private static StateVersion known(@Nullable String tag) {
    Matcher matcher = TAG.matcher(tag == null ? "" : tag);
    return matcher.matches()
        ? new StateVersion(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))
        : StateVersion.NONE;
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
