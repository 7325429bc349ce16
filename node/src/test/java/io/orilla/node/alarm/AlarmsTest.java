package io.orilla.node.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.alarm.AlarmState;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Quality;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.MemoryDisk;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.journal.LaneReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AlarmsTest {
  private static final ObjectName LOOP = new ObjectName("loop1");
  private static final InstantSource CLOCK = InstantSource.system();

  private final Disk disk = new MemoryDisk();

  /** The server may never have heard of it in the epoch that was given up. */
  @Test
  void whatIsToldAnewInAnotherEpochSaysWhoKnowsOfIt() {
    try (Journal journal = Journal.open(disk, JournalSettings.DEFAULT, CLOCK, AlarmsTest::another);
        Alarms alarms = alarms(journal)) {
      alarms.decided(scored(1));
      alarms.change(LOOP, new AlarmChange.Acknowledge(Optional.empty(), "anna"));
    }
    try (Journal journal =
            Journal.renewed(
                disk, JournalSettings.DEFAULT, CLOCK, AlarmsTest::another, "as the test wants it");
        Alarms alarms = alarms(journal)) {
      alarms.decided(scored(2));
      assertThat(told(journal))
          .singleElement()
          .satisfies(
              alarm -> {
                assertThat(alarm.state()).isEqualTo(AlarmState.ACKNOWLEDGED);
                assertThat(alarm.by()).isEqualTo("anna");
              });
    }
  }

  private static JournalEpoch another() {
    return new JournalEpoch(UUID.randomUUID());
  }

  private Alarms alarms(Journal journal) {
    return new Alarms(AlarmSettings.DEFAULT, journal, new Documents(disk), CLOCK);
  }

  private static List<Event.Alarm> told(Journal journal) {
    List<Event.Alarm> told = new ArrayList<>();
    try (LaneReader reader = journal.reader(Lane.EVENTS, 1)) {
      reader.forEach(
          journal.last(Lane.EVENTS),
          block ->
              JsonRecords.decode(block.payload(), Event.class).stream()
                  .filter(Event.Alarm.class::isInstance)
                  .map(Event.Alarm.class::cast)
                  .forEach(told::add));
    }
    return told;
  }

  /** Beyond a detector's limit. */
  private static Prediction scored(long at) {
    return new Prediction(
        "0123456789abcdef012" + at,
        new ObjectName("hall-1"),
        new AssetName("riva/hall1/water/loop1"),
        LOOP,
        "anomaly",
        Role.CHAMPION,
        Digest.ofText("a model"),
        new StateVersion(1, 1),
        1,
        new Prediction.Window(at - 1, at, 20),
        null,
        at,
        Decision.ALARM,
        null,
        Map.of("score", new float[] {2}),
        Quality.GOOD,
        10,
        null,
        "1.22.0 avx2");
  }
}
