package io.orilla.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orilla node wipe}. */
@Command(
    name = "wipe",
    mixinStandardHelpOptions = true,
    description = "Remove all that a node keeps, keys first; the agent must not run.")
final class WipeCommand implements Callable<Integer> {
  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the node's name, to confirm; asked for when it is not given")
  private @Nullable String name;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    HomeView view = new HomeView(home.path());
    if (view.isHeld()) {
      throw new OrillaException(
          ErrorCode.IN_USE,
          "an agent runs in "
              + home.path()
              + ": end it first (systemctl disable --now orilla-node)");
    }
    nodeName(view).ifPresent(this::confirm);
    HomeWipe.wipe(home.path());
    out.println(home.path() + " is empty. At the server, revoke the node.");
    return 0;
  }

  private static Optional<String> nodeName(HomeView view) {
    return view.documents()
        .read("identity/current.json", JsonNode.class)
        .map(identity -> identity.path("node").asText());
  }

  private void confirm(String node) {
    String given = name == null ? ask() : name;
    if (!given.equals(node)) {
      throw OrillaException.invalid(
          "this home is not '" + given + "'s: nothing is wiped; confirm with the node's name");
    }
  }

  private String ask() {
    PrintWriter out = command.commandLine().getOut();
    out.print("What is not delivered yet is lost for good. Type the node's name to go on: ");
    out.flush();
    Scanner answer = new Scanner(System.in, StandardCharsets.UTF_8);
    return answer.hasNextLine() ? answer.nextLine().strip() : "";
  }
}
