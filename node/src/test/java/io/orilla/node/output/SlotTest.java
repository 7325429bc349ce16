package io.orilla.node.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.IntNode;
import io.orilla.model.connector.WriteOutcome;
import io.orilla.model.connector.Writer;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Value;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FaultyDisk;
import io.orilla.node.disk.MemoryDisk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SlotTest {
  private static final String ADDRESS = "holding/7";
  private static final OutputSpec.Write WRITE =
      new OutputSpec.Write(
          ADDRESS,
          Optional.of(
              new OutputSpec.PredictedValue(
                  new AssetName("riva/hall1/water/loop1"), "anomaly", Optional.empty())),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private static final DesiredState.Output OUTPUT =
      new DesiredState.Output(
          new ObjectName("valve"),
          1,
          new OutputSpec(
              new ObjectName("hall-1"),
              "modbus",
              Json.mapper().createObjectNode().put("host", "10.1.2.3"),
              List.of(WRITE)));
  private static final Value SAFE = new Value.LongValue(20);
  private static final Value SAID = new Value.LongValue(55);

  private final FaultyDisk disk = new FaultyDisk(new MemoryDisk(), 1);
  private final Documents documents = new Documents(disk);
  private final List<Value> asked = new ArrayList<>();
  private boolean refusesSafe;

  /** A device that says no to its fail-safe value, for as long as it is told to. */
  private final class Device implements Writer {
    @Override
    public Optional<Value> read(String address, Duration within) {
      return Optional.empty();
    }

    @Override
    public WriteOutcome write(String address, Value value, Duration within) {
      asked.add(value);
      return refusesSafe && value.equals(SAFE)
          ? new WriteOutcome.NotDone("exception 4: it failed")
          : new WriteOutcome.Done(value);
    }

    @Override
    public void close() {}
  }

  private HeldPlaces.Hold hold() {
    return new HeldPlaces(documents).of(OUTPUT, ADDRESS);
  }

  private Slot afterADeath(Duration every) {
    hold().take();
    Permissions.Place place =
        new Permissions.Place(
            ADDRESS,
            Optional.empty(),
            Optional.of(every),
            Optional.of(new Permissions.FailSafe(IntNode.valueOf(20), Duration.ofMinutes(1))));
    return new Slot(
        WRITE,
        new Device(),
        new WriteTeller(OUTPUT.name(), ADDRESS, _ -> {}, InstantSource.system()),
        () -> Optional.of(place),
        hold(),
        true);
  }

  private static Request said() {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    return new Request(SAID, deadline, Request.PREDICTION, "4f0c", null);
  }

  private static void workUntil(Slot slot, BooleanSupplier holds) {
    repeatUntil(() -> slot.work(Optional.empty()), holds);
  }

  private static void retireUntil(Slot slot, BooleanSupplier holds) {
    repeatUntil(() -> slot.retire(Request.WITHDRAWN), holds);
  }

  private static void repeatUntil(Runnable step, BooleanSupplier holds) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              step.run();
              return holds.getAsBoolean();
            });
  }

  @Test
  void theFailSafeValueComesBeforeWhatIsSaidNow() {
    Slot slot = afterADeath(Duration.ofMillis(20));
    slot.ask(said());
    workUntil(slot, () -> asked.contains(SAID));
    assertThat(asked).containsExactly(SAFE, SAID);
  }

  @Test
  void whatIsSaidNowComesBetweenTwoTriesOfAFailSafeValueThatIsRefused() {
    refusesSafe = true;
    Slot slot = afterADeath(Duration.ofMillis(20));
    slot.ask(said());
    workUntil(slot, () -> asked.contains(SAID));
    assertThat(asked).containsExactly(SAFE, SAID);
  }

  @Test
  void aRefusedFailSafeValueIsTriedUntilItStands() {
    refusesSafe = true;
    Slot slot = afterADeath(Duration.ofMillis(5));
    workUntil(slot, () -> asked.size() >= 2);
    assertThat(hold().isTaken()).isTrue();
    refusesSafe = false;
    workUntil(slot, () -> !hold().isTaken());
    assertThat(asked).containsOnly(SAFE);
  }

  @Test
  void aRetiredAddressIsHeldUntilItsFailSafeValueStands() {
    refusesSafe = true;
    Slot slot = afterADeath(Duration.ofMillis(5));
    retireUntil(slot, () -> asked.size() >= 2);
    assertThat(hold().isTaken()).isTrue();
    refusesSafe = false;
    retireUntil(slot, () -> slot.retire(Request.WITHDRAWN));
    assertThat(hold().isTaken()).isFalse();
    assertThat(asked).containsOnly(SAFE);
  }

  @Test
  void damageOfTheListOfHeldPlacesKeepsNoNodeFromStarting() throws Exception {
    hold().take();
    for (String copy : List.of("outputs/held.0.json", "outputs/held.1.json")) {
      disk.replace(copy, new byte[] {'{'});
    }
    assertThat(hold().isTaken()).isFalse();
  }

  @Test
  void aHoldThatTheDiskDidNotTakeIsNotedWithTheNextValue() {
    HeldPlaces.Hold hold = hold();
    disk.turnReadOnly();
    hold.take();
    assertThat(hold().isTaken()).isFalse();
    disk.mend();
    hold.take();
    assertThat(hold().isTaken()).isTrue();
  }
}
