package io.orilla.node.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.alarm.AlarmState;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.node.testbed.RaisedAlarm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AlarmChangeTest {
  private static final long NOW = Micros.of(Instant.parse("2026-11-26T13:00:00Z"));
  private static final Event.Alarm RAISED = RaisedAlarm.of(new ObjectName("hot"), NOW);

  private static final AlarmChange ACKNOWLEDGED =
      new AlarmChange.Acknowledge(Optional.empty(), "anna");

  private static final AlarmChange SHELVED =
      new AlarmChange.Shelve("anna", "the probe is loose", Micros.instant(NOW).plusSeconds(60));

  @Test
  void anAlarmIsShelvedFromTheNodesOwnTimeOn() {
    Event.Alarm shelved = shelvedFor(Duration.ofHours(24)).of(RAISED, NOW);
    assertThat(shelved.liesOnShelf()).isTrue();
    assertThat(Objects.requireNonNull(shelved.shelf()).until())
        .isEqualTo(Micros.of(Instant.parse("2026-11-27T13:00:00Z")));
  }

  /** Also where a sum with it would overflow. */
  @Test
  void noAlarmIsShelvedForLongerThanADayOrForNoTime() {
    for (Duration time : List.of(Duration.ofHours(25), Duration.ofDays(99_999_999_999_999L))) {
      assertThatThrownBy(() -> shelvedFor(time).of(RAISED, NOW))
          .hasMessageContaining("an alarm is shelved for 24 hours at most, and not for ");
    }
    assertThatThrownBy(() -> shelvedFor(Duration.ZERO).of(RAISED, NOW))
        .hasMessageContaining("and not for 0 minutes: it is 2026-11-26T13:00:00Z");
  }

  private static AlarmChange shelvedFor(Duration time) {
    return new AlarmChange.ShelveFor("anna", "the probe is loose", time);
  }

  @Test
  void whoAcknowledgesSecondIsToldOfTheFirst() {
    Event.Alarm acknowledged = ACKNOWLEDGED.of(RAISED, NOW);
    assertThat(acknowledged.state()).isEqualTo(AlarmState.ACKNOWLEDGED);
    assertThatThrownBy(() -> ACKNOWLEDGED.of(acknowledged, NOW))
        .hasMessageContaining("anna acknowledged the alarm 'hot' before");
  }

  /** It is to be seen as long as it is shelved, and nobody acknowledged what is no longer so. */
  @Test
  void aShelvedAlarmThatIsBackIsNotToBeAcknowledged() {
    Event.Alarm back = SHELVED.of(RAISED, NOW).moved(NOW, AlarmState.NORMAL, null);
    assertThat(back.liesOnShelf()).isTrue();
    assertThatThrownBy(() -> ACKNOWLEDGED.of(back, NOW))
        .hasMessageContaining("the alarm 'hot' is normal: there is nothing to acknowledge");
  }
}
