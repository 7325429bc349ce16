package io.orilla.node.alarm;

import io.orilla.model.alarm.AlarmShelf;
import io.orilla.model.alarm.AlarmState;
import io.orilla.model.content.Micros;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What somebody does about an alarm that stands. */
public sealed interface AlarmChange {
  /**
   * How the alarm stands then.
   *
   * @param now µs UTC
   * @throws OrillaException where that is not to be done, with the reason
   */
  Event.Alarm of(Event.Alarm alarm, long now);

  /**
   * Somebody looked at it.
   *
   * @param raisedAt which time it was raised; empty for the last
   */
  record Acknowledge(Optional<Instant> raisedAt, String by) implements AlarmChange {
    /**
     * @throws OrillaException STALE_VERSION when it was raised again since, ALREADY_EXISTS when
     *     somebody acknowledged it before, DOES_NOT_EXIST when it is back and merely shelved
     */
    @Override
    public Event.Alarm of(Event.Alarm alarm, long now) {
      Instant raised = Micros.instant(alarm.raisedAt());
      if (raisedAt.filter(time -> !time.equals(raised)).isPresent()) {
        throw new OrillaException(
            ErrorCode.STALE_VERSION,
            "the alarm '%s' was raised again at %s: look at it again"
                .formatted(alarm.alarm(), raised));
      }
      if (alarm.state() == AlarmState.NORMAL) {
        throw OrillaException.notFound(
            "the alarm '" + alarm.alarm() + "' is normal: there is nothing to acknowledge");
      }
      if (alarm.state().isAcknowledged()) {
        throw new OrillaException(
            ErrorCode.ALREADY_EXISTS,
            alarm.by() + " acknowledged the alarm '" + alarm.alarm() + "' before");
      }
      return alarm.moved(now, alarm.state().acknowledgement(), by);
    }
  }

  /** Puts it aside for so long from now, or for another while. */
  record ShelveFor(String by, String reason, Duration time) implements AlarmChange {
    /**
     * @throws OrillaException INVALID_ARGUMENT when it lasts too long or is over already
     */
    @Override
    public Event.Alarm of(Event.Alarm alarm, long now) {
      if (!time.isPositive() || time.compareTo(AlarmShelf.LONGEST) > 0) {
        throw OrillaException.invalid(
            "an alarm is shelved for %d hours at most, and not for %d minutes: it is %s"
                .formatted(AlarmShelf.LONGEST.toHours(), time.toMinutes(), Micros.instant(now)));
      }
      long until = Micros.of(Micros.instant(now).plus(time));
      return alarm.on(new AlarmShelf(by, reason, until, null), now);
    }
  }

  /** As {@link ShelveFor}, until a time. */
  record Shelve(String by, String reason, Instant until) implements AlarmChange {
    @Override
    public Event.Alarm of(Event.Alarm alarm, long now) {
      Duration left = Duration.between(Micros.instant(now), until);
      return new ShelveFor(by, reason, left).of(alarm, now);
    }
  }

  /** Takes it back. */
  record Unshelve(String by) implements AlarmChange {
    /**
     * @throws OrillaException DOES_NOT_EXIST when it is not shelved
     */
    @Override
    public Event.Alarm of(Event.Alarm alarm, long now) {
      AlarmShelf shelf = alarm.shelf();
      if (shelf == null || !shelf.lasts()) {
        throw OrillaException.notFound("the alarm '" + alarm.alarm() + "' is not shelved");
      }
      return alarm.on(shelf.ended(by), now);
    }
  }
}
