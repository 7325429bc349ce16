package io.orilla.node;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ProgramHome;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FencedDisk;
import io.orilla.node.disk.FileDisk;
import io.orilla.node.disk.FolderDisk;
import io.orilla.node.disk.ReserveDisk;
import io.orilla.node.workload.NativeCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node keeps, in a folder that one process holds at a time. Opening it removes what a kill
 * left half done; once it is closed, nothing that was left behind writes to it any more.
 */
final class NodeHome implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NodeHome.class);
  static final String ADDRESS = "node.json";
  private static final int RESERVE = 1 << 20;

  private final ProgramHome home;
  private final FencedDisk disk;
  private final Disk journal;
  private final BlobStore blobs;
  private final NativeCalls calls;

  private NodeHome(ProgramHome home, UnaryOperator<Disk> disks) throws IOException {
    this.home = home;
    this.disk =
        new FencedDisk(
            new ReserveDisk(
                disks.apply(new FileDisk(home.folder())),
                RESERVE,
                name -> !name.startsWith("journal/signals/")));
    this.journal = new FolderDisk(disk, "journal");
    this.blobs = new BlobStore(home.folder());
    this.calls = NativeCalls.in(home.folder().resolve("workloads").resolve("native"));
    removeAddress();
  }

  /**
   * @param disks makes the disk for documents and journal of the folder's
   * @throws OrillaException ALREADY_EXISTS when another process holds it, STORAGE_UNAVAILABLE when
   *     it cannot be used
   */
  static NodeHome open(Path path, UnaryOperator<Disk> disks) {
    ProgramHome home = ProgramHome.open(path);
    try {
      return new NodeHome(home, disks);
    } catch (IOException e) {
      home.close();
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "cannot use " + path + ": " + e.getMessage() + "; check that it can be written",
          e);
    }
  }

  Path path() {
    return home.folder();
  }

  Documents documents() {
    return new Documents(disk);
  }

  Disk journal() {
    return journal;
  }

  /** Which models are in native code, also for the process that comes after this one. */
  NativeCalls nativeCalls() {
    return calls;
  }

  BlobStore blobs() {
    return blobs;
  }

  /** Tells the machine's other processes that the node is ready, and how to reach it. */
  void announce(Object address) {
    try {
      documents().write(ADDRESS, address);
    } catch (OrillaException e) {
      log.warn("Other programs do not find this node: {}", e.text());
    }
    keepWhatWasLearnt();
  }

  /** The launcher set it aside until now, so that one that hinders the start is used once only. */
  private void keepWhatWasLearnt() {
    Path learnt = home.folder().resolve("agent.aot");
    try {
      Files.move(learnt.resolveSibling("agent.aot.trying"), learnt);
    } catch (NoSuchFileException e) {
      // Nothing was learnt yet.
    } catch (IOException e) {
      log.warn("The next start will be slower: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    try (home;
        disk) {
      removeAddress();
    }
  }

  private void removeAddress() {
    try {
      disk.delete(ADDRESS);
    } catch (IOException e) {
      log.warn("{} stays, though no node is there: {}", ADDRESS, e.toString());
    }
  }
}
