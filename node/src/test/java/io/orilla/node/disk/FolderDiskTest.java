package io.orilla.node.disk;

final class FolderDiskTest extends DiskContract {
  @Override
  Disk disk() {
    return new FolderDisk(new MemoryDisk(), "journal");
  }
}
