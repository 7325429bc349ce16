package io.orilla.node.journal;

final class MemoryDiskTest extends DiskContract {
  @Override
  Disk disk() {
    return new MemoryDisk(1);
  }
}
