package io.orilla.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.node.local.StatusScreen;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orilla node status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show on one screen what runs, since when, what is wrong and what to do.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all is well", "1:something is wrong", "3:the agent does not run"})
final class StatusCommand implements Callable<Integer> {
  private static final int WRONG = 1;
  private static final int DOWN = 3;

  @Mixin private HomeOption home = new HomeOption();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    HomeView view = new HomeView(home.path());
    Optional<JsonNode> status = view.status();
    if (status.isEmpty()) {
      return tellDown(view);
    }
    StatusScreen.Screen screen = StatusScreen.of(status.get(), Instant.now());
    PrintWriter out = command.commandLine().getOut();
    out.println(screen.text());
    out.println();
    out.println(screen.wrong().isEmpty() ? "All is well." : "To be looked at:");
    screen.wrong().forEach(problem -> out.println("  " + problem));
    return screen.wrong().isEmpty() ? 0 : WRONG;
  }

  private int tellDown(HomeView view) {
    PrintWriter out = command.commandLine().getOut();
    if (view.isHeld()) {
      out.println(
          "An agent holds " + home.path() + " but does not answer: it starts, or it hangs.");
      out.println("Wait a minute; then: systemctl restart orilla-node");
    } else {
      out.println("No agent runs in " + home.path() + ".");
      out.println(
          "Start it: systemctl start orilla-node; why it ended: journalctl -u orilla-node,");
      out.println("or the end of " + home.path().resolve("log/agent-0.log"));
    }
    view.lastStatus()
        .ifPresent(
            last -> {
              out.println();
              out.println("Its last status, of " + last.path("now").asText() + ":");
              out.println(StatusScreen.of(last, Instant.parse(last.path("now").asText())).text());
            });
    return DOWN;
  }
}
