package io.orilla.model.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.alarm.AlarmLimit;
import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.alarm.AlarmShelf;
import io.orilla.model.alarm.AlarmState;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.output.WriteState;
import io.orilla.model.signal.AssetName;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ActingEventsTest {
  private static final AssetName LOOP = new AssetName("riva/hall1/water/loop1");

  private static void assertIs(Event event, String json) {
    assertThat(Json.text(event)).isEqualTo(json);
    assertThat(Json.read(json, Event.class)).isEqualTo(event);
  }

  @Test
  void anAlarmSaysAllThatIsToBeKnownOfIt() {
    assertIs(
        new Event.Alarm(
            5,
            new ObjectName("hot"),
            LOOP,
            AlarmPriority.HIGH,
            AlarmState.ACKNOWLEDGED,
            1,
            2,
            86.5,
            new AlarmLimit(null, 80.0, null),
            null,
            null,
            LOOP.signal("flow"),
            "anna",
            "Open the valve",
            new AlarmShelf("anna", "being mended", 9, null)),
        "{\"event\":\"alarm\",\"alarm\":\"hot\",\"asset\":\"riva/hall1/water/loop1\",\"at\":2,\"by\":\"anna\",\"limit\":{\"above\":80.0},\"priority\":\"high\",\"raisedAt\":1,\"shelf\":{\"by\":\"anna\",\"reason\":\"being mended\",\"until\":9},\"signal\":\"riva/hall1/water/loop1/flow\",\"state\":\"ACKNOWLEDGED\",\"text\":\"Open the valve\",\"time\":5,\"value\":86.5}");
    assertIs(
        new Event.AlarmFlood(5, true, 4, 1, List.of(new ObjectName("hot"))),
        "{\"event\":\"alarm-flood\",\"alarms\":[\"hot\"],\"count\":1,\"lasts\":true,\"since\":4,\"time\":5}");
  }

  @Test
  void aWriteSaysWhatStoodThereWhatWasAskedAndByWhom() {
    assertIs(
        new Event.Write(
            5,
            new ObjectName("press-12"),
            "coil/7",
            WriteState.NOT_DONE,
            "false",
            "true",
            null,
            "no answer",
            "prediction",
            "4f0c",
            null,
            3),
        "{\"event\":\"write\",\"address\":\"coil/7\",\"asked\":\"true\",\"before\":\"false\",\"cause\":\"prediction\",\"output\":\"press-12\",\"passedOver\":3,\"prediction\":\"4f0c\",\"reason\":\"no answer\",\"state\":\"NOT_DONE\",\"time\":5}");
    assertIs(
        new Event.OutputsAllowed(5, 2, ""),
        "{\"event\":\"outputs-allowed\",\"addresses\":2,\"reason\":\"\",\"time\":5}");
  }
}
