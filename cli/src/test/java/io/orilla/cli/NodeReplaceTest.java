package io.orilla.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.cli.Terminal.Ran;
import io.orilla.model.document.ObjectName;
import io.orilla.model.node.Standing;
import io.orilla.node.Node;
import io.orilla.node.NodeSettings;
import io.orilla.server.Server;
import io.orilla.server.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box that broke is replaced by another one, by the command line. */
final class NodeReplaceTest {
  private static final String NAME = "press-12";
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path folder;
  private Server server;
  private Terminal terminal;

  @BeforeEach
  void start() throws Exception {
    server = Server.start(ServerSettings.at(folder.resolve("server")).withPorts(0, 0));
    terminal = new Terminal(server);
    Node.join(settings("old"), token("--node", NAME), new ObjectName(NAME), CLOCK);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private NodeSettings settings(String box) {
    return NodeSettings.at(folder.resolve(box));
  }

  private Node run(String box) {
    return Node.start(settings(box), List.of(), CLOCK);
  }

  private String token(String... wish) {
    List<String> all = new java.util.ArrayList<>(List.of("token"));
    all.addAll(List.of(wish));
    return terminal.atServer(all.toArray(String[]::new)).out().strip();
  }

  private Ran replace(String box, String name, String token) {
    String home = folder.resolve(box).toString();
    return Terminal.run("node", "replace", "--home", home, "--name", name, "--join", token);
  }

  private static void awaitStanding(Node node, Standing standing) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> node.status().membership().standing() == standing);
  }

  @Test
  void aFreshBoxTakesTheNameOverAndTheOneBeforeIsNoLongerHeard() {
    String token = token("--replace", NAME);
    try (Node old = run("old")) {
      awaitStanding(old, Standing.TRUSTED);
      Ran replaced = replace("new", NAME, token);
      assertThat(replaced.code()).isZero();
      assertThat(replaced.out())
          .startsWith("This box is 'press-12' now: the box that was it before is no longer heard")
          .contains("Next: orilla node install --home " + folder.resolve("new"));
      assertThat(replace("new", NAME, token).out())
          .startsWith("This box became 'press-12' with this token before; nothing is changed.");
      try (Node box = run("new")) {
        awaitStanding(box, Standing.TRUSTED);
        awaitStanding(old, Standing.REVOKED);
        assertThat(box.status().epoch()).isNotEqualTo(old.status().epoch());
      }
    }
  }

  @Test
  void aBoxThatIsAnotherNodeStaysThatOne() throws Exception {
    Node.join(settings("other"), token(), new ObjectName("press-13"), CLOCK);
    String token = token("--replace", NAME);
    Ran refused = replace("other", NAME, token);
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err()).contains("that of the node 'press-13'", "orilla node wipe");
    assertThat(replace("new", NAME, token).code()).as("the token is still good").isZero();
  }

  @Test
  void aTokenThatHandsNoNameOverReplacesNobody() {
    Ran refused = replace("new", NAME, token());
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err()).contains("orilla token --replace press-12");
    try (Node old = run("old")) {
      awaitStanding(old, Standing.TRUSTED);
    }
  }
}
