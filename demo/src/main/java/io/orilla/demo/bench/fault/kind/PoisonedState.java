package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.BadAnswers;
import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.SignedState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A desired state comes that is not the server's, is another node's, is old or is nonsense. */
record PoisonedState() implements Fault {
  private enum Poison {
    FOREIGN_KEY,
    ANOTHER_NODE,
    OLD,
    NONSENSE
  }

  @Override
  public String strike(Scene scene) {
    Poison poison = Poison.values()[scene.random().nextInt(Poison.values().length)];
    scene.displaceServer(BadAnswers.desired(state(poison, scene.stateKey())));
    int millis = scene.pause(Duration.ofSeconds(2), Duration.ofSeconds(5));
    scene.restoreServer();
    return "a desired state, " + poison + ", came for " + millis + " ms";
  }

  private static SignedState state(Poison poison, PrivateKey key) {
    StateVersion newer = new StateVersion(1, 1_000_000);
    return switch (poison) {
      case FOREIGN_KEY -> SignedState.sign(empty("hall-1", newer), foreignKey());
      case ANOTHER_NODE -> SignedState.sign(empty("hall-9", newer), key);
      case OLD -> SignedState.sign(empty("hall-2", new StateVersion(1, 1)), key);
      case NONSENSE -> new SignedState(new byte[100], new byte[64]);
    };
  }

  private static DesiredState empty(String node, StateVersion version) {
    return new DesiredState(new ObjectName(node), version, Instant.EPOCH, List.of(), List.of());
  }

  private static PrivateKey foreignKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
