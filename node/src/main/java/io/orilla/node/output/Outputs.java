package io.orilla.node.output;

import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.Form;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Value;
import io.orilla.node.alarm.AlarmListener;
import io.orilla.node.alarm.Alarms;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import io.orilla.node.output.HeldPlaces.Place;
import io.orilla.node.state.Reconciler;
import io.orilla.node.workload.LatestPredictions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What champions and alarms of this node say to the plant: nothing, unless a file of the node
 * allows it. A shadow is never heard here. Thread-safe.
 */
public final class Outputs implements Reconciler, AlarmListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outputs.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration CLOSING = Duration.ofSeconds(4);

  private final Map<String, Connector> connectors;
  private final PermissionFile permissions;
  private final LatestPredictions predictions;
  private final Journal journal;
  private final InstantSource clock;
  private final HeldPlaces held;

  /** By an agent that died; until the first state says which of it is still an output's. */
  private List<HeldPlaces.Holding> leftBehind;

  private final Map<ObjectName, OutputLine> lines = new ConcurrentSkipListMap<>();
  private final Set<OutputLine> retired = ConcurrentHashMap.newKeySet();
  private final Map<ObjectName, String> refused = new ConcurrentSkipListMap<>();
  private final Consumer<Prediction> follower = this::predicted;
  private final Thread watch;
  private boolean closed;

  public Outputs(
      List<Connector> connectors,
      PermissionFile permissions,
      LatestPredictions predictions,
      Alarms alarms,
      Journal journal,
      Documents documents,
      InstantSource clock) {
    this.connectors =
        connectors.stream().collect(Collectors.toMap(Connector::type, Function.identity()));
    this.permissions = permissions;
    this.predictions = predictions;
    this.journal = journal;
    this.clock = clock;
    this.held = new HeldPlaces(documents);
    this.leftBehind = held.all();
    lookAtThePermissions();
    predictions.follow(follower);
    alarms.listen(this);
    this.watch = Thread.ofVirtual().name("output permissions").start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        lookAtThePermissions();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CancellationException e) {
      log.debug("the permissions are looked at by nobody any more", e);
    }
  }

  private void lookAtThePermissions() {
    if (permissions.look()) {
      int addresses = permissions.permissions().count();
      String reason = permissions.problem().orElse("");
      log.info("{} addresses may be written{}", addresses, reason.isEmpty() ? "" : ": " + reason);
      journal.append(new Event.OutputsAllowed(Micros.of(clock.instant()), addresses, reason));
    }
  }

  /** What somebody should do about it. */
  public Optional<String> problem() {
    return permissions
        .problem()
        .or(
            () ->
                refused.entrySet().stream()
                    .findFirst()
                    .map(one -> "output '" + one.getKey() + "' does not work: " + one.getValue()));
  }

  @Override
  public synchronized void reach(DesiredState state) {
    if (closed) {
      return;
    }
    retired.removeIf(line -> !line.isAtWork());
    Set<ObjectName> gone = new HashSet<>(lines.keySet());
    refused.clear();
    for (DesiredState.Output wanted : state.outputs()) {
      if (open(wanted)) {
        gone.remove(wanted.name());
      }
    }
    for (ObjectName name : gone) {
      OutputLine line = lines.remove(name);
      if (line != null) {
        retired.add(line.retire(Request.WITHDRAWN, isAbandoned(line.output())));
      }
    }
    leftBehind.forEach(place -> retireOrphan(place.orphan(state.node()), place));
    leftBehind = List.of();
  }

  /** What stands where no output is any more gives way to its fail-safe value, too. */
  private void retireOrphan(DesiredState.Output orphan, HeldPlaces.Holding left) {
    Predicate<String> abandoned = isAbandoned(orphan);
    if (!abandoned.test(left.place().address())) {
      return;
    }
    try {
      retired.add(line(orphan, null).retire(Request.LEFT, abandoned).begun());
    } catch (OrillaException e) {
      log.warn("What output {} left stays there: {}", orphan.name(), e.text());
    }
  }

  /** Which addresses of an output no other one has by now. */
  private Predicate<String> isAbandoned(DesiredState.Output gone) {
    return address ->
        lines.values().stream().map(OutputLine::output).noneMatch(Place.of(gone, address)::isOf);
  }

  private boolean open(DesiredState.Output wanted) {
    OutputLine working = lines.get(wanted.name());
    if (working != null && working.output().equals(wanted)) {
      return true;
    }
    try {
      OutputLine before = working == null ? retired(wanted.name()) : working;
      OutputLine line = line(wanted, before);
      lines.put(wanted.name(), line);
      if (before != null) {
        retired.remove(before);
        before.end(Request.WITHDRAWN, isAbandoned(before.output()));
      }
      line.begun();
      return true;
    } catch (OrillaException e) {
      log.error("Output {} is not opened: {}", wanted.name(), e.text());
      refused.put(wanted.name(), e.text());
      return false;
    }
  }

  private @Nullable OutputLine retired(ObjectName name) {
    return retired.stream()
        .filter(line -> line.output().name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private OutputLine line(DesiredState.Output output, @Nullable OutputLine before) {
    Connector connector = connector(output.spec().connector());
    return new OutputLine(
        output, connector, permissions::permissions, journal, clock, held, before);
  }

  private Connector connector(String type) {
    Connector connector = connectors.get(type);
    if (connector == null) {
      throw OrillaException.invalid("this node has no connector '" + type + "'");
    }
    return connector;
  }

  @Override
  public boolean settled() {
    return refused.isEmpty();
  }

  /** On the thread that decided it. */
  private void predicted(Prediction prediction) {
    if (!prediction.isChampions() || prediction.decision() == Decision.NONE) {
      return;
    }
    for (OutputLine line : lines.values()) {
      for (Slot slot : line.slots()) {
        slot.write()
            .prediction()
            .filter(value -> value.asset().equals(prediction.asset()))
            .filter(value -> value.output().equals(prediction.output()))
            .flatMap(value -> value(slot.write(), value, prediction))
            .ifPresent(
                value ->
                    ask(
                        line,
                        slot,
                        request(
                            slot,
                            value,
                            prediction.latency(),
                            Request.PREDICTION,
                            prediction.id(),
                            null)));
      }
    }
  }

  private static Optional<Value> value(
      OutputSpec.Write write, OutputSpec.PredictedValue wanted, Prediction prediction) {
    if (write.form() == Form.JSON) {
      return Optional.of(new Value.TextValue(Json.text(prediction)));
    }
    float[] values = prediction.outputs().get(wanted.name());
    return values == null || values.length == 0 || !Float.isFinite(values[0])
        ? Optional.empty()
        : Optional.of(new Value.DoubleValue(values[0]));
  }

  private static Request request(
      Slot slot,
      Value value,
      long ageMicros,
      String cause,
      @Nullable String prediction,
      @Nullable ObjectName alarm) {
    long left = slot.write().patience().toNanos() - 1_000 * ageMicros;
    return new Request(value, System.nanoTime() + left, cause, prediction, alarm);
  }

  private static void ask(OutputLine line, Slot slot, Request request) {
    slot.ask(request);
    line.wake();
  }

  @Override
  public void held(ObjectName alarm, boolean active, Event.@Nullable Alarm news, long age) {
    for (OutputLine line : lines.values()) {
      for (Slot slot : line.slots()) {
        if (slot.write().alarm().filter(alarm::equals).isPresent()) {
          held(line, slot, active, news, age);
        }
      }
    }
  }

  private static void held(
      OutputLine line, Slot slot, boolean active, Event.@Nullable Alarm news, long age) {
    ObjectName alarm = slot.write().alarm().orElseThrow();
    String prediction = news == null ? null : news.prediction();
    if (slot.write().form() == Form.VALUE) {
      Value value = new Value.BooleanValue(active);
      ask(line, slot, request(slot, value, age, Request.ALARM, prediction, alarm));
    } else if (news == null) {
      slot.heard();
    } else {
      Value text = new Value.TextValue(Json.text(news));
      ask(line, slot, request(slot, text, age, Request.ALARM, prediction, alarm));
    }
  }

  public List<OutputStatus> status() {
    return Stream.concat(lines.values().stream(), retired.stream().filter(OutputLine::isAtWork))
        .map(OutputLine::status)
        .toList();
  }

  /** Writes the fail-safe values of all, at the same time. */
  @Override
  public void close() {
    Collection<OutputLine> ending;
    synchronized (this) {
      closed = true;
      ending = Stream.concat(lines.values().stream(), retired.stream()).toList();
    }
    watch.interrupt();
    predictions.leave(follower);
    ending.forEach(line -> line.end(Request.STOPPED, address -> true));
    ending.parallelStream().forEach(line -> line.awaitEnd(CLOSING));
  }
}
