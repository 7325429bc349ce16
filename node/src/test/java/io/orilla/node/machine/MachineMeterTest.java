package io.orilla.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.node.MachineFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineMeterTest {
  @TempDir Path folder;

  @Test
  void thisMachineIsMeasured() {
    MachineFigures figures = new MachineMeter(folder).measure().orElseThrow();
    assertThat(figures.processor()).isBetween(0.0, 1.0);
    assertThat(figures.agent()).isBetween(0.0, 1.0);
    assertThat(figures.memoryFree()).isBetween(1L, figures.memory());
    assertThat(figures.diskFree()).isBetween(1L, figures.disk());
  }

  @Test
  void theFilesAreReadAsTheirManualsSay() throws IOException {
    write("stat", "cpu  30 10 20 900 40 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
    write("self/stat", "7 (a (b) c) S 1 1 1 0 -1 4 1 1 1 1 25 5 0 0 20 0 9 0 100 1 1\n");
    write(
        "net/dev",
        """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
            lo: 9999 1 0 0 0 0 0 0 9999 1 0 0 0 0 0 0
          eth0: 1000 1 0 0 0 0 0 0 200 1 0 0 0 0 0 0
         wlan0:30 1 0 0 0 0 0 0 4 1 0 0 0 0 0 0
        """);
    write("zones/thermal_zone0/temp", "48500\n");
    write("zones/thermal_zone1/temp", "51250\n");
    write("zones/thermal_zone2/temp", "no data\n");
    MachineFigures figures =
        new MachineMeter(folder, folder.resolve("zones"), folder).measure().orElseThrow();
    assertThat(figures.processor()).isEqualTo(.06);
    assertThat(figures.agent()).isEqualTo(.03);
    assertThat(figures.temperature()).isEqualTo(51.25);
    assertThat(figures.received()).isEqualTo(1_030);
    assertThat(figures.sent()).isEqualTo(204);
  }

  @Test
  void anotherSystemIsNotMeasured() {
    assertThat(new MachineMeter(folder, folder, folder).measure()).isEmpty();
  }

  private void write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
