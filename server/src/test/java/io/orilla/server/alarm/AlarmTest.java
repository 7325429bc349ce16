package io.orilla.server.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.alarm.AlarmLimit;
import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.alarm.AlarmShelf;
import io.orilla.model.alarm.AlarmState;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import io.orilla.server.record.NodeEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AlarmTest {
  private static final AssetName LOOP = new AssetName("riva/hall1/water/loop1");

  private final List<NodeEvent<Event.Alarm>> said = new ArrayList<>();
  private @Nullable SignalName signal = LOOP.signal("flow");
  private @Nullable AlarmLimit limit = new AlarmLimit(null, 8.5, null);

  private void say(AlarmState state, long raisedAt, long at, @Nullable String by) {
    said.add(
        new NodeEvent<>(
            new ObjectName("hall-1"),
            new Event.Alarm(
                at,
                new ObjectName("hot"),
                LOOP,
                AlarmPriority.HIGH,
                state,
                raisedAt,
                at,
                at,
                limit,
                null,
                null,
                signal,
                by,
                "Open the valve",
                null)));
  }

  private Alarm only() {
    assertThat(Alarm.of(said)).hasSize(1);
    return Alarm.of(said).getFirst();
  }

  @Test
  void anAlarmKeepsWhoKnewOfItAndWhenItWasOver() {
    say(AlarmState.ACTIVE, 10, 10, null);
    assertThat(only().clearedAt()).isEmpty();
    say(AlarmState.ACKNOWLEDGED, 10, 12, "anna");
    assertThat(only().state()).isEqualTo(AlarmState.ACKNOWLEDGED);
    say(AlarmState.NORMAL, 10, 15, null);
    assertThat(only().acknowledgedBy()).contains("anna");
    assertThat(only().acknowledgedAt()).contains(Micros.instant(12));
    assertThat(only().clearedAt()).contains(Micros.instant(15));
    assertThat(only().value()).isEqualTo(10);
  }

  @Test
  void anAlarmSaysWhatWentHowFarBeyondWhichLimit() {
    assertThat(summary(LOOP.signal("flow"), new AlarmLimit(null, 8.5, null)))
        .isEqualTo("hot: flow at 10.00, limit 8.500");
    assertThat(summary(null, new AlarmLimit("life", null, 20.0)))
        .isEqualTo("hot: life at 10.00, limit 20.00");
    assertThat(summary(null, null)).isEqualTo("hot: 10.0 times the limit");
  }

  private String summary(@Nullable SignalName signal, @Nullable AlarmLimit limit) {
    said.clear();
    this.signal = signal;
    this.limit = limit;
    say(AlarmState.ACTIVE, 10, 10, null);
    return only().summary();
  }

  @Test
  void oneThatIsAcknowledgedLateWasOverBefore() {
    say(AlarmState.ACTIVE, 10, 10, null);
    say(AlarmState.RETURNED, 10, 11, null);
    say(AlarmState.NORMAL, 10, 20, "anna");
    assertThat(only().clearedAt()).contains(Micros.instant(11));
    assertThat(only().acknowledgedAt()).contains(Micros.instant(20));
  }

  /** Nobody has to look at the first time any more, and nobody did. */
  @Test
  void oneThatIsRaisedAgainIsAnother() {
    say(AlarmState.ACTIVE, 10, 10, null);
    say(AlarmState.RETURNED, 10, 11, null);
    say(AlarmState.ACTIVE, 20, 20, null);
    assertThat(Alarm.of(said))
        .extracting(Alarm::state)
        .containsExactly(AlarmState.ACTIVE, AlarmState.NORMAL);
    assertThat(Alarm.of(said).getLast().acknowledgedBy()).isEmpty();
  }

  @Test
  void oneThatIsPutAsideSaysByWhomUntilItIsTakenBack() {
    say(AlarmState.ACTIVE, 10, 10, null);
    AlarmShelf shelf = new AlarmShelf("anna", "being mended", 90, null);
    put(shelf, 12);
    assertThat(only().shelf())
        .contains(new Alarm.Shelf("anna", "being mended", Micros.instant(90)));
    assertThat(only().acknowledgedBy()).isEmpty();
    put(shelf.ended(AlarmShelf.TIME), 90);
    assertThat(only().shelf()).isEmpty();
    assertThat(only().state()).isEqualTo(AlarmState.ACTIVE);
  }

  private void put(AlarmShelf shelf, long at) {
    NodeEvent<Event.Alarm> last = said.getLast();
    said.add(new NodeEvent<>(last.node(), last.event().on(shelf, at)));
  }

  /** In a new epoch a node says how each alarm stands, as what it said before may be lost. */
  @Test
  void oneThatItsNodeKnowsNothingOfIsOver() {
    say(AlarmState.ACTIVE, 10, 10, null);
    say(AlarmState.NORMAL, 0, 30, null);
    assertThat(only().state()).isEqualTo(AlarmState.NORMAL);
    assertThat(only().clearedAt()).contains(Micros.instant(30));
  }
}
