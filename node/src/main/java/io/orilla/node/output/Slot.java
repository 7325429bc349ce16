package io.orilla.node.output;

import io.orilla.model.connector.WriteOutcome;
import io.orilla.model.connector.Writer;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.output.WriteState;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One address of an output: the newest value that is asked for, and nothing older. What is known to
 * stand there is not written again; what may stand there is looked at before anything else is done.
 * Asked by any thread, worked by its line's.
 */
final class Slot {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration ONE_READING = Duration.ofSeconds(2);
  private static final Duration SETTLING = Duration.ofMillis(50);
  private static final Duration FAIL_SAFE = Duration.ofSeconds(1);

  private final OutputSpec.Write write;
  private final Writer writer;
  private final WriteTeller teller;
  private final Supplier<Optional<Permissions.Place>> permission;
  private final HeldPlaces.Hold hold;
  private final AtomicReference<@Nullable Request> newest = new AtomicReference<>();
  private volatile long heardAt = System.nanoTime();
  private long nextAt = System.nanoTime();
  private @Nullable Value standing;
  private @Nullable Open unknown;
  private long lookAt;
  private boolean isSafe;

  /** Whether who wrote what stands there is gone: an agent that died, or a withdrawn output. */
  private boolean isInherited;

  private boolean wasTried;

  /** A write that may have been done. */
  private record Open(Request request, @Nullable Value before, Value written) {}

  Slot(
      OutputSpec.Write write,
      Writer writer,
      WriteTeller teller,
      Supplier<Optional<Permissions.Place>> permission,
      HeldPlaces.Hold hold,
      boolean isInherited) {
    this.write = write;
    this.writer = writer;
    this.teller = teller;
    this.permission = permission;
    this.hold = hold;
    this.isInherited = isInherited;
  }

  OutputSpec.Write write() {
    return write;
  }

  OutputStatus.Address status() {
    return new OutputStatus.Address(
        write.address(),
        permission.get().isPresent(),
        hold.isTaken(),
        teller.counts(),
        teller.last());
  }

  /** Asks for a value in the place of any that was not written yet. */
  void ask(Request request) {
    if (!request.isLate()) {
      heard();
    }
    Request before = newest.getAndSet(request);
    if (before != null && !before.value().equals(request.value())) {
      teller.passedOver();
    }
  }

  /** What is written is still so. */
  void heard() {
    heardAt = System.nanoTime();
  }

  /** Does what is to be done now; {@code hindrance} says why nothing may be written, if so. */
  void work(Optional<String> hindrance) {
    if (unknown == null || isSettled(unknown)) {
      if (isInherited && (!wasTried || newest.get() == null)) {
        goSafeAfterOthers();
      }
      workOnTheNewest(hindrance);
    }
    if (isSafe) {
      hold.release();
    }
  }

  /**
   * What was said by one who is gone is nobody's word any more. A peer that refuses the fail-safe
   * value is asked again, but not before what is said now.
   */
  private void goSafeAfterOthers() {
    if (nextAt - System.nanoTime() > 0) {
      return;
    }
    failSafe().ifPresent(safe -> goSafe(safe, Request.LEFT));
    wasTried = true;
    isInherited &= !isSafe;
  }

  private void workOnTheNewest(Optional<String> hindrance) {
    Request request = newest.get();
    if (request != null) {
      work(request, hindrance);
    } else {
      failSafe().ifPresent(this::goSafeWhenStale);
    }
  }

  private void work(Request request, Optional<String> hindrance) {
    Optional<Permissions.Place> place = permission.get();
    if (place.isEmpty()) {
      refuse(request, Refused.UNLISTED, PermissionFile.NAME + " does not list it for this peer");
    } else if (!place.get().allows(request.value())) {
      refuse(
          request,
          Refused.OUT_OF_RANGE,
          "it does not lie within " + place.get().between().orElseThrow());
    } else if (hindrance.isPresent()) {
      drop(request, WriteState.NOT_DONE, hindrance.get());
    } else if (request.isLate()) {
      drop(request, WriteState.LATE, "its deadline passed before it could be written");
    } else if (request.value().equals(standing)) {
      newest.compareAndSet(request, null);
    } else if (nextAt - System.nanoTime() <= 0 && newest.compareAndSet(request, null)) {
      isSafe = false;
      perform(request, place.get());
    }
  }

  private void refuse(Request request, Refused why, String reason) {
    if (newest.compareAndSet(request, null)) {
      teller.refuse(request, why, reason);
    }
  }

  private void drop(Request request, WriteState state, String reason) {
    if (newest.compareAndSet(request, null)) {
      teller.tell(request, state, null, null, reason);
    }
  }

  private void perform(Request request, Permissions.Place place) {
    Value before;
    try {
      before = writer.read(write.address(), request.left()).orElse(null);
    } catch (OrillaException e) {
      notDone(request, place, null, e.text());
      return;
    }
    if (request.isLate()) {
      teller.tell(
          request, WriteState.LATE, before, null, "its deadline passed while the peer was read");
      return;
    }
    if (!request.isFailSafe()) {
      isInherited = false;
      if (place.failSafe().isPresent()) {
        hold.take();
      }
    }
    teller.tell(request, WriteState.BEGUN, before, null, "");
    WriteOutcome outcome = outcome(request);
    nextAt = System.nanoTime() + place.pause().toNanos();
    standing = null;
    switch (outcome) {
      case WriteOutcome.Done(Value written) -> readBack(request, before, written);
      case WriteOutcome.NotDone(String reason) -> notDone(request, place, before, reason);
      case WriteOutcome.Unknown(Value written, String reason) -> {
        unknown = new Open(request, before, written);
        lookAt = System.nanoTime();
        teller.tell(request, WriteState.UNKNOWN, before, null, reason);
      }
    }
  }

  /** What was surely not written may be tried again, while nothing newer is asked for. */
  private void notDone(
      Request request, Permissions.Place place, @Nullable Value before, String reason) {
    standing = null;
    nextAt = System.nanoTime() + place.pause().toNanos();
    teller.tell(request, WriteState.NOT_DONE, before, null, reason);
    if (!request.isFailSafe() && !request.isLate()) {
      newest.compareAndSet(null, request);
    }
  }

  private WriteOutcome outcome(Request request) {
    try {
      return writer.write(write.address(), request.value(), request.left());
    } catch (CancellationException e) {
      return new WriteOutcome.Unknown(request.value(), "the agent ended meanwhile");
    }
  }

  /** A device may take a moment until it says what it was told. */
  private void readBack(Request request, @Nullable Value before, Value written) {
    try {
      Optional<Value> after = writer.read(write.address(), ONE_READING);
      while (after.isPresent() && !after.get().equals(written) && !request.isLate()) {
        pause();
        after = writer.read(write.address(), ONE_READING);
      }
      boolean holds = after.map(written::equals).orElse(true);
      standing = holds ? request.value() : null;
      isSafe = holds && request.isFailSafe();
      teller.tell(
          request,
          holds ? WriteState.DONE : WriteState.NOT_DONE,
          before,
          after.orElse(null),
          holds ? "" : "the peer said that it was done, and it reads otherwise");
    } catch (OrillaException | CancellationException e) {
      teller.tell(
          request,
          WriteState.DONE,
          before,
          null,
          "the peer said so; it could not be read back: " + e.getMessage());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(SETTLING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks whether a write was done of which that is not known; it is not written again before. */
  private boolean isSettled(Open open) {
    if (lookAt - System.nanoTime() > 0) {
      return false;
    }
    lookAt = System.nanoTime() + LOOK_AGAIN.toNanos();
    Optional<Value> now;
    try {
      now = writer.read(write.address(), ONE_READING);
    } catch (OrillaException | CancellationException e) {
      return false;
    }
    unknown = null;
    now.ifPresent(
        value -> {
          boolean done = value.equals(open.written());
          standing = done ? open.request().value() : null;
          isSafe = open.request().isFailSafe() && done;
          teller.tell(
              open.request(),
              done ? WriteState.DONE : WriteState.NOT_DONE,
              open.before(),
              value,
              "as it was read when the peer answered again");
        });
    isSafe |= now.isEmpty() && open.request().isFailSafe(); // nobody can say more of it
    return true;
  }

  private void goSafeWhenStale(Permissions.FailSafe safe) {
    if (!isSafe && System.nanoTime() - heardAt > safe.after().toNanos()) {
      goSafe(safe, Request.STALE);
    }
  }

  private void goSafe(Permissions.FailSafe safe, String cause) {
    if (nextAt - System.nanoTime() > 0 && cause.equals(Request.STALE)) {
      return;
    }
    long deadline = System.nanoTime() + FAIL_SAFE.toNanos();
    Request request = new Request(safe.toWrite(), deadline, cause, null, null);
    if (request.value().equals(standing)) {
      isSafe = true;
      return;
    }
    permission.get().ifPresent(place -> perform(request, place));
  }

  /** Nothing more is asked for; writes the fail-safe value where there is one. */
  void leave(String cause) {
    newest.set(null);
    if (!isSafe) {
      failSafe().ifPresent(safe -> goSafe(safe, cause));
    }
    if (isSafe) {
      hold.release();
    }
  }

  /** As {@link #leave}, now and again until it returns true: there is nothing left to do. */
  boolean retire(String cause) {
    boolean isKnown = unknown == null || isSettled(unknown);
    if (isKnown && (isSafe || nextAt - System.nanoTime() <= 0)) {
      leave(cause);
    }
    return isSafe || failSafe().isEmpty();
  }

  private Optional<Permissions.FailSafe> failSafe() {
    return permission.get().flatMap(Permissions.Place::failSafe);
  }
}
