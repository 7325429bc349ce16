package io.orilla.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.command.CommandId;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
  private static final CommandId TAIL = new CommandId("0".repeat(32));

  @TempDir private Path folder = Path.of("");
  private Instant now = Instant.parse("2026-03-02T14:00:00Z");

  @Test
  void whatNobodyReadsAnyMoreIsNotWanted() {
    Outputs outputs = new Outputs(folder, () -> now);
    assertThat(outputs.isRead(TAIL)).as("whoever asked has a while to begin").isTrue();
    now = now.plusSeconds(29);
    outputs.read(TAIL, 0, 1);
    now = now.plusSeconds(29);
    assertThat(outputs.isRead(TAIL)).isTrue();
    now = now.plusSeconds(1);
    assertThat(outputs.isRead(TAIL)).isFalse();
  }
}
