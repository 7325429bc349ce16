package io.orilla.node.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.model.command.Action;
import io.orilla.model.command.Command;
import io.orilla.model.command.CommandId;
import io.orilla.model.command.CommandList;
import io.orilla.model.command.CommandState;
import io.orilla.model.command.SignedCommands;
import io.orilla.model.content.Json;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
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
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class CommandsTest {
  private static final ObjectName NODE = new ObjectName("hall-1");
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final Duration TICK = Duration.ofMillis(2);
  private static final KeyPair KEYS = newKeys();

  private FaultyDisk disk = new FaultyDisk(new MemoryDisk(), 7);
  private final Doer doer = new Doer();
  private final Random random = new Random(3);
  private long counter;

  /** Writes down what it did. It can be held within, as by a kill. */
  private static final class Doer implements Performer {
    private final List<CommandId> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean held;

    @Override
    public Outcome perform(Command command) throws InterruptedException {
      done.add(command.id());
      if (held) {
        never.await();
      }
      return Outcome.done("by the doer");
    }
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One life of the agent, from a start to a kill. */
  private final class Life implements AutoCloseable {
    private final Journal journal =
        Journal.open(
            disk,
            JournalSettings.DEFAULT,
            InstantSource.system(),
            () -> new JournalEpoch(new UUID(1, 2)));
    private final Commands commands;

    Life(String boot) {
      commands =
          new Commands(
              NODE,
              KEYS::getPublic,
              new Documents(disk),
              journal,
              InstantSource.system(),
              boot,
              doer);
      commands.start();
    }

    List<String> states(Command command) {
      List<String> states = new ArrayList<>();
      long limit = journal.journalled(Lane.EVENTS);
      try (LaneReader reader = journal.reader(Lane.EVENTS, 1)) {
        reader.forEach(
            limit,
            block ->
                JsonRecords.decode(block.payload(), Event.CommandState.class).stream()
                    .filter(event -> event.command().equals(command.id().text()))
                    .forEach(event -> states.add(event.state())));
      }
      return states;
    }

    void awaitStates(Command command, String... states) {
      await().untilAsserted(() -> assertThat(states(command)).containsExactly(states));
    }

    @Override
    public void close() {
      commands.close();
    }
  }

  private Command command(Action action) {
    return new Command(
        CommandId.random(random), NOW, NOW.plus(Duration.ofMinutes(10)), "anna", action);
  }

  private SignedCommands list(Command... commands) {
    return list(++counter, commands);
  }

  private static SignedCommands list(long counter, Command... commands) {
    return SignedCommands.sign(
        new CommandList(NODE, new StateVersion(1, counter), List.of(commands)), KEYS.getPrivate());
  }

  /** The run that takes it over has it from the server. */
  @Test
  void aCommandThatComesAfterTheEndIsLeftToTheNextRun() {
    Command command = command(new Action.Diagnostics());
    SignedCommands list = list(command);
    Life life = new Life("a");
    life.close();
    life.commands.take(list, NOW);
    assertThat(life.commands.version()).isEqualTo(StateVersion.NONE);
    try (Life next = new Life("a")) {
      next.commands.take(list, NOW);
      next.awaitStates(command, "ACCEPTED", "DONE");
    }
  }

  @Test
  void aCommandIsTakenDoneAndReported() {
    Command command = command(new Action.Diagnostics());
    try (Life life = new Life("a")) {
      life.commands.take(list(command), NOW);
      life.awaitStates(command, "ACCEPTED", "DONE");
      assertThat(life.commands.version()).isEqualTo(new StateVersion(1, 1));
    }
    assertThat(doer.done).containsExactly(command.id());
  }

  @Test
  void aCommandThatComesAgainIsNotDoneAgain() {
    Command command = command(new Action.Diagnostics());
    SignedCommands old = list(command);
    try (Life life = new Life("a")) {
      life.commands.take(old, NOW);
      life.awaitStates(command, "ACCEPTED", "DONE");
      life.commands.take(list(command), NOW);
      life.commands.take(old, NOW);
    }
    disk = disk.afterKill();
    try (Life life = new Life("a")) {
      life.commands.take(old, NOW);
      life.commands.take(list(command), NOW);
      life.awaitStates(command, "ACCEPTED", "DONE");
    }
    assertThat(doer.done).hasSize(1);
  }

  @Test
  void aLateCommandIsReportedAndNotDone() {
    Command command = command(new Action.Reboot());
    try (Life life = new Life("a")) {
      life.commands.take(list(command), NOW.plus(Duration.ofMinutes(11)));
      life.awaitStates(command, "EXPIRED");
    }
    assertThat(doer.done).isEmpty();
  }

  @Test
  void commandsForAnotherNodeOrSignedByAnotherAreNotDone() {
    Command command = command(new Action.Reboot());
    CommandList others =
        new CommandList(new ObjectName("hall-2"), new StateVersion(1, 1), List.of(command));
    try (Life life = new Life("a")) {
      assertThatThrownBy(
              () -> life.commands.take(SignedCommands.sign(others, KEYS.getPrivate()), NOW))
          .hasMessageContaining("the commands are for 'hall-2'");
      assertThatThrownBy(
              () -> life.commands.take(SignedCommands.sign(others, newKeys().getPrivate()), NOW))
          .hasMessageContaining("not signed by this node's server");
    }
    assertThat(doer.done).isEmpty();
  }

  /** Between taking and result nobody knows; restarts show by what came after. */
  @Test
  void aKillInTheMiddleLeavesAnHonestState() {
    doer.held = true;
    Command diagnostics = command(new Action.Diagnostics());
    Command reboot = command(new Action.Reboot());
    Command restart = command(new Action.RestartAgent());
    try (Life life = new Life("a")) {
      life.commands.take(list(diagnostics, reboot, restart), NOW);
      await().until(() -> doer.done.size() == 3);
      life.journal.sync();
    }
    disk = disk.afterKill();
    try (Life life = new Life("b")) {
      life.awaitStates(diagnostics, "ACCEPTED", "UNKNOWN");
      life.awaitStates(reboot, "ACCEPTED", "DONE");
      life.awaitStates(restart, "ACCEPTED", "DONE");
      life.commands.take(list(diagnostics, reboot, restart), NOW);
    }
    assertThat(doer.done).hasSize(3);
  }

  @Test
  void aMachineThatDidNotRestartIsNotSaidToHave() {
    doer.held = true;
    Command reboot = command(new Action.Reboot());
    try (Life life = new Life("a")) {
      life.commands.take(list(reboot), NOW);
      await().until(() -> doer.done.size() == 1);
    }
    disk = disk.afterKill();
    try (Life life = new Life("a")) {
      life.awaitStates(reboot, "ACCEPTED", "UNKNOWN");
    }
  }

  /** The power goes at each operation on the disk, and the server sends the list once more. */
  @Test
  void aPowerCutAtAnyInstantNeverDoesACommandTwice() throws Exception {
    int cuts = 0;
    for (int operations = 0; operations < 40; operations++) {
      disk = new FaultyDisk(new MemoryDisk(), operations);
      Command command = command(new Action.Diagnostics());
      disk.goOffAfter(operations);
      try (Life life = new Life("a")) {
        life.commands.take(list(command), NOW);
        await()
            .pollInterval(TICK)
            .until(() -> disk.isOff() || life.states(command).contains("DONE"));
      } catch (OrillaException e) {
        assertThat(disk.isOff()).as(e.text()).isTrue();
      }
      cuts += disk.isOff() ? 1 : 0;
      disk = disk.afterPowerCut();
      try (Life life = new Life("a")) {
        life.commands.take(list(command), NOW);
        await()
            .pollInterval(TICK)
            .untilAsserted(
                () -> assertThat(life.states(command)).isNotEmpty().contains(last(life, command)));
      }
      assertThat(doer.done).doesNotHaveDuplicates();
    }
    assertThat(cuts).isGreaterThan(5);
  }

  private static String last(Life life, Command command) {
    String last = life.states(command).getLast();
    return last.equals("ACCEPTED") ? "DONE" : last;
  }

  /** A command of a newer server. */
  @Test
  void aKindThatIsNotKnownIsReadAsSuch() {
    Action action = Json.read("{\"kind\":\"sing\",\"song\":\"la\"}", Action.class);
    assertThat(action).isEqualTo(new Action.Unsupported());
    assertThat(CommandState.UNKNOWN.isOpen()).isFalse();
  }

  @Test
  void aDiskThatTakesNothingKeepsCommandsUndone() {
    Command command = command(new Action.Diagnostics());
    try (Life life = new Life("a")) {
      disk.turnReadOnly();
      assertThatThrownBy(() -> life.commands.take(list(command), NOW))
          .isInstanceOf(OrillaException.class);
      assertThat(doer.done).isEmpty();
      disk.mend();
      life.commands.take(list(command), NOW);
      await().until(() -> doer.done.size() == 1);
    }
  }
}
