package io.orilla.node.alarm;

import io.orilla.model.alarm.AlarmShelf;
import io.orilla.model.alarm.AlarmState;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.content.Micros;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import io.orilla.node.state.Reconciler;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of this node: those that are declared, and one of its own for each champion on whose
 * score none is. What they are is in the events lane; no server is needed. Thread-safe.
 */
public final class Alarms implements Reconciler, AutoCloseable {
  private final Journal journal;
  private final AlarmBook book;
  private final Flood flood;
  private final InstantSource clock;
  private final ShelfWatch shelves;
  private final List<AlarmListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<ObjectName, AlarmWatch> declared = new HashMap<>();
  private final ChampionWatches champions = new ChampionWatches(this::retire);
  private final Set<ObjectName> toldAnew = new HashSet<>();
  private volatile Map<SignalName, List<AlarmWatch>> bySignal = Map.of();
  private @Nullable SignalFeed feed;
  private boolean closed;

  /** Where a value comes from. */
  private record Origin(
      long at,
      double value,
      long age,
      @Nullable ObjectName workload,
      @Nullable String prediction,
      @Nullable SignalName signal) {}

  public Alarms(AlarmSettings settings, Journal journal, Documents documents, InstantSource clock) {
    this.journal = journal;
    this.book = AlarmBook.load(journal, documents);
    this.flood = new Flood(settings, journal::append);
    this.clock = clock;
    this.shelves = new ShelfWatch(this::lookAtTheShelves);
  }

  public void listen(AlarmListener listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized void reach(DesiredState state) {
    if (closed) {
      return;
    }
    Map<ObjectName, AlarmWatch> wanted = new HashMap<>();
    for (DesiredState.Alarm alarm : state.alarms()) {
      AlarmWatch before = declared.get(alarm.name());
      wanted.put(
          alarm.name(),
          before != null && before.spec().equals(alarm.spec())
              ? before
              : new AlarmWatch(alarm.name(), alarm.spec()));
    }
    declared.clear();
    declared.putAll(wanted);
    champions.declare(declared.values());
    book.all().stream().filter(alarm -> isOver(alarm, state)).forEach(this::retire);
    followSignals();
  }

  /** Whether nothing says any more what it is about; a champion that is merely absent goes on. */
  private boolean isOver(Event.Alarm alarm, DesiredState state) {
    if (!isOwn(alarm.alarm(), alarm.workload())) {
      return !declared.containsKey(alarm.alarm());
    }
    List<DesiredState.Workload> champions =
        state.workloads().stream()
            .filter(one -> one.role() == Role.CHAMPION && one.asset().equals(alarm.asset()))
            .toList();
    boolean isAnothers =
        !champions.isEmpty()
            && champions.stream().noneMatch(one -> one.name().equals(alarm.alarm()));
    return isAnothers || isRuled(alarm) || state.removed().contains(alarm.alarm());
  }

  private boolean isRuled(Event.Alarm own) {
    return declared.values().stream()
        .flatMap(watch -> watch.spec().prediction().stream())
        .anyMatch(
            value ->
                value.asset().equals(own.asset()) && value.name().equals(ModelSignature.SCORE));
  }

  /** A champion's own alarm has its workload's name. */
  private static boolean isOwn(ObjectName alarm, @Nullable ObjectName workload) {
    return alarm.equals(workload);
  }

  private void retire(ObjectName name) {
    book.of(name).ifPresent(this::retire);
  }

  private void retire(Event.Alarm alarm) {
    champions.forget(alarm.alarm());
    Event.Alarm over = alarm.moved(now(), AlarmState.NORMAL, null).on(null, now());
    book.append(over);
    tell(alarm.alarm(), false, over, 0);
  }

  private void followSignals() {
    Map<SignalName, List<AlarmWatch>> watched = new HashMap<>();
    for (AlarmWatch watch : declared.values()) {
      watch
          .spec()
          .signal()
          .ifPresent(
              signal ->
                  watched.computeIfAbsent(signal, _ -> new CopyOnWriteArrayList<>()).add(watch));
    }
    bySignal = Map.copyOf(watched);
    if (feed == null && !watched.isEmpty()) {
      feed = new SignalFeed(journal, this::sampled);
    }
  }

  @Override
  public boolean settled() {
    return true;
  }

  /** A champion decided a window: to be told before its prediction is journalled. */
  public synchronized void decided(Prediction prediction) {
    for (ChampionWatches.Watched on : champions.of(prediction)) {
      hold(on.watch(), prediction, on.value());
    }
  }

  private void hold(AlarmWatch watch, Prediction prediction, String output) {
    float[] values = prediction.outputs().get(output);
    if (prediction.decision() == Decision.NONE
        || values == null
        || values.length == 0
        || Float.isNaN(values[0])) {
      watch.unknown();
      return;
    }
    hold(
        watch,
        new Origin(
            prediction.window().to(),
            values[0],
            prediction.latency(),
            prediction.workload(),
            prediction.id(),
            null));
  }

  private void sampled(Sample sample) {
    List<AlarmWatch> watches = bySignal.get(sample.signal());
    if (watches != null) {
      sampled(sample, watches);
    }
  }

  private synchronized void sampled(Sample sample, List<AlarmWatch> watches) {
    OptionalDouble number = sample.value().number();
    for (AlarmWatch watch : watches) {
      if (closed || declared.get(watch.name()) != watch) {
        continue;
      }
      if (sample.quality() != Quality.GOOD || number.isEmpty()) {
        watch.unknown();
        continue;
      }
      long age = now() - sample.arrivalTime();
      hold(
          watch,
          new Origin(sample.sourceTime(), number.getAsDouble(), age, null, null, sample.signal()));
    }
  }

  private void hold(AlarmWatch watch, Origin origin) {
    Event.Alarm before = book.of(watch.name()).orElse(null);
    if (before != null && before.raisedAt() >= origin.at()) {
      return; // from before a restart
    }
    AlarmState state = before == null ? AlarmState.NORMAL : before.state();
    boolean active = watch.next(state.isActive(), origin.at(), origin.value());
    long now = now();
    flood.look(now);
    boolean shelved = before != null && before.liesOnShelf();
    AlarmState next = next(watch, state, active, shelved, now);
    Event.@Nullable Alarm news = null;
    if (next != state || isToBeToldAnew(watch.name())) {
      long raisedAt = raisedAt(before, next, origin);
      Event.Alarm moved = event(watch, next, raisedAt, origin, by(before, next), now);
      news = before == null ? moved : moved.onShelfOf(before);
      book.append(news);
    }
    tell(watch.name(), active, shelved ? null : news, origin.age());
  }

  private static long raisedAt(Event.@Nullable Alarm before, AlarmState next, Origin origin) {
    if (next.isActive() && (before == null || !before.state().isActive())) {
      return origin.at();
    }
    return before == null ? 0 : before.raisedAt();
  }

  /** Who acknowledged it, when it is merely told anew. */
  private static @Nullable String by(Event.@Nullable Alarm before, AlarmState next) {
    return before != null && before.state() == next ? before.by() : null;
  }

  private AlarmState next(
      AlarmWatch watch, AlarmState state, boolean active, boolean shelved, long now) {
    if (!active) {
      return state.cleared();
    }
    return state.isActive()
            || shelved // nobody is told of it
            || flood.admits(watch.name(), watch.spec().urgency(), now)
        ? state.raised()
        : state;
  }

  /** In a new epoch, once: what was said in the one before may have been given up. */
  private boolean isToBeToldAnew(ObjectName name) {
    return !book.isContinued() && toldAnew.add(name);
  }

  private static Event.Alarm event(
      AlarmWatch watch,
      AlarmState state,
      long raisedAt,
      Origin origin,
      @Nullable String by,
      long now) {
    return new Event.Alarm(
        now,
        watch.name(),
        watch.spec().asset(),
        watch.spec().urgency(),
        state,
        raisedAt,
        origin.at(),
        origin.value(),
        isOwn(watch.name(), origin.workload()) ? null : watch.spec().alarmLimit(),
        origin.workload(),
        origin.prediction(),
        origin.signal(),
        by,
        watch.spec().text().orElse(null),
        null);
  }

  private void tell(ObjectName alarm, boolean active, Event.@Nullable Alarm news, long age) {
    for (AlarmListener listener : listeners) {
      listener.held(alarm, active, news, age);
    }
  }

  /**
   * Somebody does something about an alarm.
   *
   * @throws OrillaException DOES_NOT_EXIST when it does not stand, or as the change says
   */
  public synchronized Event.Alarm change(ObjectName name, AlarmChange change) {
    Event.Alarm alarm =
        book.of(name)
            .orElseThrow(() -> OrillaException.notFound("no alarm '" + name + "' is to be seen"));
    Event.Alarm changed = change.of(alarm, now());
    book.append(changed);
    tell(name, changed.state().isActive(), changed, 0);
    return changed;
  }

  private synchronized void lookAtTheShelves() {
    if (!closed) {
      book.all().stream()
          .filter(alarm -> ShelfWatch.isOver(alarm, now()))
          .forEach(alarm -> change(alarm.alarm(), new AlarmChange.Unshelve(AlarmShelf.TIME)));
    }
  }

  /** Those that somebody has to look at, and those that are put aside. */
  public List<Event.Alarm> standing() {
    return book.all();
  }

  private long now() {
    return Micros.of(clock.instant());
  }

  @Override
  public void close() {
    shelves.close();
    SignalFeed closing;
    synchronized (this) {
      closed = true;
      closing = feed;
    }
    if (closing != null) {
      closing.close();
    }
    book.close();
  }
}
