package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static io.orilla.node.testbed.NodeBed.NAME;
import static io.orilla.node.testbed.NodeBed.loop1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.contract.Relay;
import io.orilla.connector.modbus.ModbusConnector;
import io.orilla.connector.modbus.simulator.ModbusSimulator;
import io.orilla.connector.modbus.simulator.Registers;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.Interlock;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Event;
import io.orilla.model.output.WriteState;
import io.orilla.node.metrics.PrometheusText;
import io.orilla.node.testbed.NodeBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a champion says goes to a real device, as far as the node's file allows it. */
final class NodeOutputTest {
  private static final String SPEED = "holding/10?type=float64";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Registers registers = new Registers().set(10, new byte[8]);

  @AutoClose private final ModbusSimulator device = ModbusSimulator.tcp(0, registers);
  @AutoClose private final Relay relay = Relay.to(device.port());
  @AutoClose private final NodeBed bed;

  NodeOutputTest(@TempDir Path folder) throws Exception {
    bed = NodeBed.forModels(folder, Duration.ofMillis(20)).with(new ModbusConnector(NodeBed.CLOCK));
  }

  private void allow(String place) throws IOException {
    Path file = bed.settings().home().resolve("outputs.yaml");
    String text =
        """
        outputs:
        - connector: modbus
          settings: {host: 127.0.0.1, port: %d}
          addresses:
          - %s
        ...
        """
            .formatted(relay.port(), place);
    Path partial = file.resolveSibling(".partial-outputs");
    Files.writeString(partial, text);
    Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(partial, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private DesiredState.Output output(long generation, List<Interlock> onlyWhile) {
    return output("speed", generation, onlyWhile);
  }

  private DesiredState.Output output(String name, long generation, List<Interlock> onlyWhile) {
    JsonNode settings =
        Json.mapper().createObjectNode().put("host", "127.0.0.1").put("port", relay.port());
    OutputSpec.Write write =
        new OutputSpec.Write(
            SPEED,
            Optional.of(new OutputSpec.PredictedValue(LOOP1, "anomaly", Optional.empty())),
            Optional.empty(),
            Optional.empty(),
            Optional.of(SECOND));
    return new DesiredState.Output(
        new ObjectName(name),
        generation,
        new OutputSpec(NAME, "modbus", settings, List.of(write), onlyWhile));
  }

  private void declare(List<DesiredState.Output> outputs, DesiredState.Workload... workloads) {
    bed.server()
        .declare(
            NAME, List.of(NodeBed.source()), List.of(workloads), List.of(), List.of(), outputs);
  }

  private List<Event.Write> writes() {
    return bed.inbox().events(Event.Write.class);
  }

  private Event.Write awaitWrite(Predicate<Event.Write> which) {
    await().until(() -> writes().stream().anyMatch(which));
    return writes().stream().filter(which).findFirst().orElseThrow();
  }

  private Event.Write awaitState(WriteState state) {
    return awaitWrite(write -> write.state() == state);
  }

  private void awaitActsAnew() {
    int before = writes().size();
    await()
        .until(
            () ->
                writes().stream()
                    .skip(before)
                    .anyMatch(w -> w.state() == WriteState.DONE && w.prediction() != null));
  }

  private Node start() {
    ModelBundle model = bed.model(LOOP1, 0.1f);
    declare(List.of(output(1, List.of())), loop1(1, model.digest()));
    Node node = bed.start();
    bed.awaitRunning("loop1", model.digest());
    return node;
  }

  @Test
  void nothingIsWrittenUntilAFileOfTheNodeAllowsIt() throws Exception {
    start();
    Event.Write refused = awaitState(WriteState.REFUSED);
    assertThat(refused.reason()).isEqualTo("outputs.yaml does not list it for this peer");
    assertThat(registers.requests()).isZero();
    assertThat(bed.node().status().outputs().getFirst().addresses().getFirst().allowed()).isFalse();

    allow("{address: '%s', between: [-5, 5], every: 50ms}".formatted(SPEED));
    Event.Write done = awaitState(WriteState.DONE);
    assertThat(done.before()).isEqualTo("0.0");
    assertThat(done.after()).isEqualTo(done.asked());
    assertThat(done.cause()).isEqualTo("prediction");
    await()
        .until(
            () ->
                bed.predictions("loop1").stream()
                    .anyMatch(prediction -> prediction.id().equals(done.prediction())));
    await().until(() -> metric("result=\"done\"") >= 1);
    assertThat(metric("result=\"refused\",reason=\"unlisted\"")).isPositive();
    assertThat(metric("result=\"refused\",reason=\"out_of_range\"")).isZero();
    Event.Write begun = awaitState(WriteState.BEGUN);
    assertThat(begun.asked()).isEqualTo(done.asked());
    assertThat(bed.inbox().events(Event.OutputsAllowed.class))
        .extracting(Event.OutputsAllowed::addresses)
        .contains(1);

    bed.level(1_000);
    assertThat(awaitWrite(write -> write.reason().contains("does not lie within")).state())
        .isEqualTo(WriteState.REFUSED);
    long requests = registers.requests();
    bed.awaitDecidesOn("loop1");
    assertThat(registers.requests()).isEqualTo(requests);
  }

  /** Of the writes to the one address. */
  private double metric(String labels) {
    String name =
        "orilla_output_writes_total{output=\"speed\",address=\"%s\",%s".formatted(SPEED, labels);
    return PrometheusText.of(bed.node().status())
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFileThatOthersCanWriteOrThatIsWrongTurnsAllOff() throws Exception {
    start();
    allow("{address: '%s', between: [5, -5]}".formatted(SPEED));
    await().until(() -> bed.node().status().problems().toString().contains("the smaller first"));
    allow("{address: '%s'}".formatted(SPEED));
    awaitState(WriteState.DONE);
    Files.setPosixFilePermissions(
        bed.settings().home().resolve("outputs.yaml"),
        PosixFilePermissions.fromString("rw-rw-r--"));
    await().until(() -> bed.node().status().problems().toString().contains("chmod go-w"));
    awaitWrite(write -> write.state() == WriteState.REFUSED && write.time() > 0);
  }

  /** Between request and answer nobody knows; then it is read, and not written again. */
  @Test
  void aCutAnswerIsUnknownUntilItIsReadBack() throws Exception {
    allow("{address: '%s', every: 200ms}".formatted(SPEED));
    start();
    awaitState(WriteState.DONE);
    // The answer to a write is the third of four: read, write, read back.
    for (int tries = 0;
        writes().stream().noneMatch(w -> w.state() == WriteState.UNKNOWN);
        tries++) {
      relay.cutAfter(tries % 3);
      int seen = writes().size();
      await().until(() -> writes().size() > seen + 6);
    }
    Event.Write unknown = awaitState(WriteState.UNKNOWN);
    Event.Write settled =
        awaitWrite(
            write ->
                write.reason().startsWith("as it was read")
                    && Objects.equals(unknown.prediction(), write.prediction()));
    assertThat(settled.asked()).isEqualTo(unknown.asked());
    assertThat(settled.state())
        .isEqualTo(settled.asked().equals(settled.after()) ? WriteState.DONE : WriteState.NOT_DONE);
    assertThat(writes())
        .filteredOn(
            write ->
                write.state() == WriteState.BEGUN
                    && Objects.equals(unknown.prediction(), write.prediction()))
        .hasSize(1);
  }

  @Test
  void theFailSafeValueStandsWhenTheModelIsSilentWithdrawnOrEnds() throws Exception {
    allow("{address: '%s', every: 10ms, failSafe: {value: -7, after: 500ms}}".formatted(SPEED));
    Node node = start();
    awaitState(WriteState.DONE);
    bed.plant().step(Duration.ofHours(1));
    Event.Write stale = awaitWrite(write -> write.cause().contains("nothing was heard"));
    assertThat(stale.asked()).isEqualTo("-7");
    awaitWrite(write -> write.cause().equals(stale.cause()) && write.state() == WriteState.DONE);

    bed.plant().step(Duration.ofMillis(20));
    awaitActsAnew();
    declare(List.of(), loop1(1, bed.model(LOOP1, 0.1f).digest()));
    awaitWrite(write -> write.cause().contains("withdrawn") && write.state() == WriteState.DONE);

    declare(List.of(output(2, List.of())), loop1(1, bed.model(LOOP1, 0.1f).digest()));
    awaitActsAnew();
    node.close();
    assertThat(registers.unsigned(10)).isEqualTo(0xC01C); // -7.0
  }

  /** Its device was away from before the withdrawal to after the agent's next start. */
  @Test
  void theFailSafeValueOfAWithdrawnOutputIsWrittenWhenItsDeviceIsBack() throws Exception {
    allow("{address: '%s', every: 10ms, failSafe: {value: -7, after: 1h}}".formatted(SPEED));
    Node node = start();
    awaitState(WriteState.DONE);
    bed.plant().step(Duration.ofHours(1));
    await()
        .during(Duration.ofMillis(300))
        .until(() -> writes().getLast().state() == WriteState.DONE);
    relay.mode(Relay.Mode.SWALLOW);
    declare(List.of(), loop1(1, bed.model(LOOP1, 0.1f).digest()));
    awaitWrite(
        write -> write.cause().contains("withdrawn") && write.state() == WriteState.NOT_DONE);
    node.close();
    bed.start();
    awaitWrite(
        write -> write.cause().contains("left behind") && write.state() == WriteState.NOT_DONE);
    assertThat(registers.unsigned(10)).isNotEqualTo(0xC01C);
    relay.mode(Relay.Mode.PASS);
    awaitWrite(write -> write.cause().contains("left behind") && write.state() == WriteState.DONE);
    assertThat(registers.unsigned(10)).isEqualTo(0xC01C); // -7.0
    await().until(() -> bed.node().status().outputs().isEmpty());
  }

  @Test
  void anAddressThatAnotherOutputTakesOverIsItsOwnFromThenOn() throws Exception {
    allow("{address: '%s', every: 10ms, failSafe: {value: -7, after: 1h}}".formatted(SPEED));
    start();
    awaitState(WriteState.DONE);
    declare(List.of(output("pace", 1, List.of())), loop1(1, bed.model(LOOP1, 0.1f).digest()));
    awaitWrite(
        write ->
            write.output().equals(new ObjectName("pace"))
                && write.cause().equals("prediction")
                && write.state() == WriteState.DONE);
    await().until(() -> bed.node().status().outputs().size() == 1);
    assertThat(writes()).noneMatch(write -> write.cause().contains("withdrawn"));
  }

  @Test
  void aShadowNeverActs() throws Exception {
    allow("{address: '%s', every: 10ms}".formatted(SPEED));
    DesiredState.Workload champion = loop1(1, bed.model(LOOP1, 0.1f).digest());
    DesiredState.Workload shadow =
        new DesiredState.Workload(
            champion.name(),
            1,
            LOOP1,
            "anomaly",
            champion.model(),
            1,
            champion.bundle(),
            Set.of(),
            Role.SHADOW,
            List.of(),
            false);
    declare(List.of(output(1, List.of())), shadow);
    bed.start();
    bed.awaitPredictions("loop1", 10);
    assertThat(writes()).isEmpty();
    assertThat(registers.requests()).isZero();
  }

  @Test
  void nothingIsWrittenWhileAnInterlockDoesNotHold() throws Exception {
    allow("{address: '%s', every: 10ms}".formatted(SPEED));
    Interlock hot =
        new Interlock(
            LOOP1.signal("flow"),
            Optional.empty(),
            Optional.of(50.0),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(2),
            Optional.empty());
    declare(List.of(output(1, List.of(hot))), loop1(1, bed.model(LOOP1, 0.1f).digest()));
    bed.start();
    assertThat(awaitState(WriteState.NOT_DONE).reason()).startsWith("waits until");
    assertThat(registers.requests()).isZero();
    bed.level(60);
    awaitState(WriteState.DONE);
  }

  /** Of what has to wait only the newest is kept, and not for longer than its deadline. */
  @Test
  void whatIsSaidTooLateIsDroppedAndRecorded() throws Exception {
    allow("{address: '%s', every: 1h}".formatted(SPEED));
    start();
    awaitState(WriteState.DONE);
    bed.awaitDecidesOn("loop1");
    bed.plant().step(Duration.ofHours(1));
    Event.Write late = awaitState(WriteState.LATE);
    assertThat(late.passedOver()).isPositive();
    assertThat(late.after()).isNull();
  }
}
