package io.orilla.node.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.SignedState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.MemoryDisk;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.journal.LaneReader;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class StateKeeperTest {
  private static final ObjectName NODE = new ObjectName("hall-1");

  private final FaultyDisk disk = new FaultyDisk(new MemoryDisk(), 5);
  private final KeyPair keys = newKeys();
  private final Part part = new Part();
  private final Journal journal =
      Journal.open(
          disk,
          JournalSettings.DEFAULT,
          InstantSource.system(),
          () -> new JournalEpoch(new UUID(1, 2)));
  private StateKeeper keeper = keeper();

  /** Is wherever it is told to be at once, unless it is held. */
  private static final class Part implements Reconciler {
    private final List<StateVersion> reached = new ArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private CountDownLatch gate = new CountDownLatch(0);
    private boolean held;

    @Override
    public void reach(DesiredState state) {
      entered.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      reached.add(state.version());
    }

    @Override
    public boolean settled() {
      return !held;
    }
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private StateKeeper keeper() {
    return new StateKeeper(
        NODE,
        new OneKey(keys.getPublic()),
        new Documents(disk),
        journal,
        InstantSource.system(),
        List.of(part));
  }

  /** The server's key, which never changes. */
  private record OneKey(PublicKey key) implements StateKeys {
    @Override
    public DesiredState verify(SignedState state) {
      return state.verify(key);
    }

    @Override
    public DesiredState verifyKept(SignedState state) {
      return state.verify(key);
    }
  }

  private static SignedState signed(KeyPair by, ObjectName node, long epoch, long counter) {
    return SignedState.sign(
        new DesiredState(
            node, new StateVersion(epoch, counter), Instant.EPOCH, List.of(), List.of()),
        by.getPrivate());
  }

  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    long limit = journal.journalled(Lane.EVENTS);
    try (LaneReader reader = journal.reader(Lane.EVENTS, 1)) {
      for (Optional<Block> block = reader.next(limit);
          block.isPresent();
          block = reader.next(limit)) {
        events.addAll(JsonRecords.decode(block.get().payload(), Event.class));
      }
    }
    return events;
  }

  private void assertRefused(String reason) {
    assertThat(keeper.refusal()).hasValueSatisfying(text -> assertThat(text).contains(reason));
    assertThat(events().getLast())
        .isInstanceOfSatisfying(
            Event.StateRefused.class, event -> assertThat(event.reason()).contains(reason));
  }

  @Test
  void aNewerStateIsTakenOverAndKeptForTheNextStart() {
    keeper.accept(signed(keys, NODE, 1, 1));
    keeper.accept(signed(keys, NODE, 2, 1));
    assertThat(part.reached).containsExactly(new StateVersion(1, 1), new StateVersion(2, 1));
    keeper = keeper();
    keeper.start();
    assertThat(keeper.accepted()).isEqualTo(new StateVersion(2, 1));
    assertThat(part.reached).hasSize(3);
  }

  /** Whoever takes states from the server may be in the middle of one when the agent ends. */
  @Test
  void aCloseWaitsUntilAStateIsHandedOnAndTheNextOneIsNotTaken() throws InterruptedException {
    part.gate = new CountDownLatch(1);
    Thread poll = Thread.ofPlatform().start(() -> keeper.accept(signed(keys, NODE, 1, 1)));
    part.entered.await();
    Thread closing = Thread.ofPlatform().start(keeper::close);
    await().until(() -> closing.getState() == Thread.State.BLOCKED);
    part.gate.countDown();
    closing.join();
    assertThat(part.reached).containsExactly(new StateVersion(1, 1));
    keeper.accept(signed(keys, NODE, 1, 2));
    assertThat(part.reached).hasSize(1);
    assertThat(keeper.accepted()).isEqualTo(new StateVersion(1, 1));
    poll.join();
  }

  @Test
  void anOlderOrEqualStateIsRefusedAlsoAfterAStart() {
    keeper.accept(signed(keys, NODE, 2, 1));
    keeper = keeper();
    keeper.start();
    keeper.accept(signed(keys, NODE, 1, 9));
    assertRefused("the desired state 1.9 is not newer than 2.1");
    keeper.accept(signed(keys, NODE, 2, 1));
    assertRefused("the desired state 2.1 is not newer than 2.1");
    assertThat(part.reached).hasSize(2);
  }

  @Test
  void aForgedStateIsRefusedAndTheNextTrueOneTaken() {
    keeper.accept(signed(newKeys(), NODE, 1, 1));
    assertRefused("not signed by this node's server");
    keeper.accept(signed(keys, NODE, 1, 1));
    assertThat(keeper.refusal()).isEmpty();
    assertThat(part.reached).containsExactly(new StateVersion(1, 1));
  }

  @Test
  void aStateOfAnotherNodeIsRefused() {
    keeper.accept(signed(keys, new ObjectName("hall-2"), 1, 1));
    assertRefused("is for 'hall-2', this node is 'hall-1'");
  }

  @Test
  void aStateThatIsDamagedOnTheDiskIsReportedAndWaitsForTheServer() throws Exception {
    disk.replace("state/desired.json", "{".getBytes(StandardCharsets.UTF_8));
    keeper.start();
    assertRefused("the state kept on disk");
    keeper.accept(signed(keys, NODE, 1, 1));
    assertThat(keeper.accepted()).isEqualTo(new StateVersion(1, 1));
  }

  @Test
  void aVersionIsAppliedWhenAllPartsReachedIt() {
    keeper.accept(signed(keys, NODE, 1, 1));
    part.held = true;
    assertThat(keeper.applied()).isEqualTo(StateVersion.NONE);
    part.held = false;
    assertThat(keeper.applied()).isEqualTo(new StateVersion(1, 1));
    keeper.accept(signed(keys, NODE, 1, 2));
    part.held = true;
    assertThat(keeper.applied()).isEqualTo(new StateVersion(1, 1));
  }
}
