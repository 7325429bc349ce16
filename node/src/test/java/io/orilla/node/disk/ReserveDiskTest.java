package io.orilla.node.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.node.disk.Disk.DiskFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ReserveDiskTest extends DiskContract {
  private final FaultyDisk under = new FaultyDisk(new MemoryDisk(), 1);

  @Override
  Disk disk() throws IOException {
    return new ReserveDisk(under, 100, name -> !name.startsWith("signals/"));
  }

  @Test
  void whatIsUrgentStillLandsOnAFullDiskAndTheReserveComesBack() throws IOException {
    Disk disk = disk();
    try (DiskFile samples = disk.create("signals/1.seg");
        DiskFile events = disk.create("events/1.seg")) {
      samples.append(new byte[200], 200);
      under.fillUpAfter(10);
      assertThatThrownBy(() -> samples.append(new byte[20], 20))
          .isInstanceOf(DiskFullException.class);
      events.append(new byte[20], 20);
      assertThat(events.size()).isEqualTo(20);
      disk.replace("state/desired.json", new byte[50]);
      assertThat(under.read("reserve")).isEmpty();
      assertThatThrownBy(() -> events.append(new byte[90], 90))
          .isInstanceOf(DiskFullException.class);
    }
    disk.delete("signals/1.seg");
    assertThat(under.read("reserve")).isPresent();
  }
}
