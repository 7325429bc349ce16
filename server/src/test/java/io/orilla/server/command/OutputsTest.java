package io.orilla.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.command.CommandId;
import io.orilla.model.error.OrillaException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
  private static final CommandId TAIL = new CommandId("0".repeat(32));

  @TempDir private Path folder = Path.of("");
  private Instant now = Instant.parse("2026-03-02T14:00:00Z");

  @Test
  void whatNobodyReadsAnyMoreIsNotWanted() {
    Outputs outputs = new Outputs(folder, () -> now);
    assertThat(outputs.isRead(TAIL, Duration.ofSeconds(30)))
        .as("whoever asked has a while to begin")
        .isTrue();
    now = now.plusSeconds(29);
    outputs.read(TAIL, 0, 1);
    now = now.plusSeconds(29);
    assertThat(outputs.isRead(TAIL, Duration.ofSeconds(30))).isTrue();
    now = now.plusSeconds(1);
    assertThat(outputs.isRead(TAIL, Duration.ofSeconds(30))).isFalse();
  }

  @Test
  void aPlaceBeforeTheBeginningIsRefused() {
    Outputs outputs = new Outputs(folder, () -> now);
    outputs.append(TAIL, 0, new byte[] {1, 2});
    for (ThrowingCallable wrong :
        List.<ThrowingCallable>of(
            () -> outputs.append(TAIL, -1, new byte[2]), () -> outputs.read(TAIL, -1, 1))) {
      assertThatThrownBy(wrong)
          .isInstanceOf(OrillaException.class)
          .hasMessageContaining("an output begins at byte 0, there is no byte -1");
    }
    assertThat(outputs.read(TAIL, 0, 10)).containsExactly(1, 2);
  }
}
