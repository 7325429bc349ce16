package io.orilla.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.KeySuccession;
import io.orilla.model.desired.SignedState;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.blob.BlobSettings;
import io.orilla.node.blob.PreplacedBlobs;
import io.orilla.node.enrol.Identity;
import io.orilla.node.state.StateInbox;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla node apply BUNDLE}. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = "Bring a desired state and its blobs from a folder, as a USB stick, to the node.")
final class ApplyCommand implements Callable<Integer> {
  private static final int LOOKS = 60;
  private static final long APART_MILLIS = 250;

  @Mixin private HomeOption home = new HomeOption();

  @Parameters(paramLabel = "BUNDLE", description = "a folder that 'orilla bundle' wrote")
  private Path folder = Path.of("");

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    HomeView view = new HomeView(home.path());
    SiteBundle bundle = new SiteBundle(folder);
    SignedState signed = bundle.state();
    DesiredState state = verified(signed);
    int blobs = bundle.bring(store(view));
    view.documents().write(StateInbox.NAME, signed);
    out.println("State " + state.version() + " and " + blobs + " blobs are in " + home.path());
    if (!view.isHeld()) {
      out.println("No agent runs: it takes the state when it starts.");
      return 0;
    }
    return awaitTaken(view, state, out);
  }

  private PreplacedBlobs store(HomeView view) {
    BlobSettings settings = NodeSettings.file(home.path()).load().settings().blobs();
    return new PreplacedBlobs(
        new BlobStore(home.path()), view.documents(), settings, InstantSource.system());
  }

  private DesiredState verified(SignedState signed) {
    Identity identity =
        Identity.in(home.path())
            .orElseThrow(
                () -> OrillaException.invalid(home.path() + " is no node's yet: join it first"));
    DesiredState state =
        signed.verify(KeySuccession.from(identity.stateKeys().getFirst(), signed.successions()));
    if (!state.node().equals(identity.node())) {
      throw new OrillaException(
          ErrorCode.INVALID_ARGUMENT,
          "the bundle is for '%s', this node is '%s'".formatted(state.node(), identity.node()));
    }
    return state;
  }

  private static int awaitTaken(HomeView view, DesiredState state, PrintWriter out)
      throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      if (view.documents().read(StateInbox.NAME, JsonNode.class).isEmpty()) {
        return tellTaken(view.status(), state, out);
      }
      Thread.sleep(APART_MILLIS);
    }
    out.println("The agent has not taken it yet: see 'orilla node status'.");
    return 1;
  }

  private static int tellTaken(Optional<JsonNode> status, DesiredState state, PrintWriter out) {
    String refusal = status.map(now -> now.path("refusal").asText("")).orElse("");
    if (!refusal.isEmpty()) {
      out.println("Refused: " + refusal);
      return 1;
    }
    out.println("The agent works towards " + state.version() + ": see 'orilla node status'.");
    return 0;
  }
}
