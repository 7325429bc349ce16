package io.orilla.node.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NoteTest {
  @TempDir Path folder;

  private record Weather(String sky) {}

  private static Note<Weather> note(Disk disk) {
    return new Documents(disk).note("weather", Weather.class, "what the sky was like");
  }

  private void damage(String copy) throws Exception {
    Files.write(folder.resolve(copy), "{\"version\":".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void damageCostsTheNewestVersionAndDamageOfBothCopiesTheNote() throws Exception {
    Disk disk = new FileDisk(folder);
    assertThat(note(disk).read()).isEmpty();
    note(disk).write(new Weather("grey"));
    note(disk).write(new Weather("blue"));
    assertThat(note(disk).read()).contains(new Weather("blue"));
    damage("weather.0.json");
    assertThat(note(disk).read()).contains(new Weather("grey"));
    damage("weather.1.json");
    assertThat(note(disk).read()).isEmpty();
    note(disk).write(new Weather("red"));
    assertThat(note(disk).read()).contains(new Weather("red"));
  }

  @Test
  void aDiskThatTakesNothingIsBorneAndTheNextNoteThatItTakesSaysAll() throws Exception {
    FaultyDisk disk = new FaultyDisk(new FileDisk(folder), 1);
    Note<Weather> note = note(disk);
    disk.turnReadOnly();
    assertThat(note.write(new Weather("grey"))).isFalse();
    assertThatThrownBy(() -> note.writeOrFail(new Weather("grey")))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("cannot note what the sky was like");
    disk.mend();
    assertThat(note.write(new Weather("blue"))).isTrue();
    assertThat(note.read()).contains(new Weather("blue"));
  }

  @Test
  void aDiskThatDoesNotAnswerIsBorne() throws Exception {
    FaultyDisk disk = new FaultyDisk(new FileDisk(folder), 1);
    note(disk).write(new Weather("grey"));
    disk.fail(FaultyDisk.Operation.READ);
    assertThat(note(disk).read()).isEmpty();
    disk.mend();
    assertThat(note(disk).read()).contains(new Weather("grey"));
  }
}
