package io.orilla.node.output;

import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.output.WriteState;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Journals what becomes of one address' writes: all that were done or may have been, and of the
 * same failure again and again one in a minute, with their count. Used by the line's thread.
 */
final class WriteTeller {
  private static final Duration REPEATED = Duration.ofMinutes(1);
  private static final int SHOWN = 200;

  private final ObjectName output;
  private final String address;
  private final Consumer<Event> journal;
  private final InstantSource clock;
  private volatile Event.@Nullable Write last;
  private long toldAt;
  private final AtomicLong passedOver = new AtomicLong();
  private final AtomicLongArray results = new AtomicLongArray(WriteState.values().length);
  private final AtomicLongArray refusals = new AtomicLongArray(Refused.values().length);

  WriteTeller(ObjectName output, String address, Consumer<Event> journal, InstantSource clock) {
    this.output = output;
    this.address = address;
    this.journal = journal;
    this.clock = clock;
  }

  Event.@Nullable Write last() {
    return last;
  }

  /** A value was asked for, and a newer one came before it was written. */
  void passedOver() {
    passedOver.incrementAndGet();
  }

  /** What became of the writes until now, results that never came among them. */
  List<OutputStatus.Count> counts() {
    List<OutputStatus.Count> counts = new ArrayList<>();
    for (WriteState state : WriteState.values()) {
      if (state != WriteState.BEGUN && state != WriteState.REFUSED) {
        counts.add(new OutputStatus.Count(lower(state), "", results.get(state.ordinal())));
      }
    }
    for (Refused why : Refused.values()) {
      counts.add(
          new OutputStatus.Count(
              lower(WriteState.REFUSED), lower(why), refusals.get(why.ordinal())));
    }
    return counts;
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  void refuse(Request request, Refused why, String reason) {
    refusals.incrementAndGet(why.ordinal());
    tell(request, WriteState.REFUSED, null, null, reason);
  }

  void tell(
      Request request,
      WriteState state,
      @Nullable Value before,
      @Nullable Value after,
      String reason) {
    results.incrementAndGet(state.ordinal());
    if (isRepeated(request, state, reason)) {
      passedOver();
      return;
    }
    Event.Write event =
        new Event.Write(
            Micros.of(clock.instant()),
            output,
            address,
            state,
            text(before),
            shortened(request.value()),
            text(after),
            reason,
            request.cause(),
            request.prediction(),
            request.alarm(),
            passedOver.getAndSet(0));
    toldAt = System.nanoTime();
    journal.accept(event);
    last = event;
  }

  private boolean isRepeated(Request request, WriteState state, String reason) {
    Event.Write before = last;
    boolean isFailure =
        state == WriteState.NOT_DONE || state == WriteState.LATE || state == WriteState.REFUSED;
    return isFailure
        && before != null
        && before.state() == state
        && before.reason().equals(reason)
        && before.cause().equals(request.cause())
        && System.nanoTime() - toldAt < REPEATED.toNanos();
  }

  /** A text of JSON is known by its prediction or alarm. */
  private static String shortened(Value value) {
    String text = value.text();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  private static @Nullable String text(@Nullable Value value) {
    return value == null ? null : shortened(value);
  }
}
