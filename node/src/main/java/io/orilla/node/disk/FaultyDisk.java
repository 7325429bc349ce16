package io.orilla.node.disk;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk that fails as disks do, on command or by a seed: it goes off within a write, forgets at a
 * power cut what was not synced, is full, read-only, or answers with errors. A sync that failed has
 * lost what it was to sync, though the next one says nothing of it. Thread-safe.
 */
public final class FaultyDisk implements Disk {
  private final Disk disk;
  private final Random random;

  /** What of the files that were written since is durable; of all others everything is. */
  private final Map<String, Trace> traces = new TreeMap<>();

  private final Set<Operation> failing = EnumSet.noneOf(Operation.class);
  private long operationsLeft = Long.MAX_VALUE;
  private long room = Long.MAX_VALUE;
  private boolean readOnly;
  private int failOneIn;
  private long bytesRead;
  private long refusals;
  private final Map<String, Long> syncs = new TreeMap<>();

  /** What can be made to fail. */
  public enum Operation {
    READ,
    WRITE,
    SYNC,
    REPLACE
  }

  public FaultyDisk(Disk disk, long seed) {
    this.disk = disk;
    this.random = new Random(seed);
  }

  /** It works for so many operations more, and goes off in the middle of the last one. */
  public synchronized void goOffAfter(long operations) {
    operationsLeft = operations;
  }

  public synchronized boolean isOff() {
    return operationsLeft <= 0;
  }

  /** From now on it takes so many bytes more. Deleting gives room. */
  public synchronized void fillUpAfter(long bytes) {
    room = bytes;
  }

  public synchronized void turnReadOnly() {
    readOnly = true;
  }

  /** These operations answer with an error until it is mended. */
  public synchronized void fail(Operation... operations) {
    failing.addAll(Arrays.asList(operations));
  }

  /** One operation in so many fails, by the seed. */
  public synchronized void failOneIn(int operations) {
    failOneIn = operations;
  }

  /** Ends all faults; what is lost stays lost. */
  public synchronized void mend() {
    room = Long.MAX_VALUE;
    readOnly = false;
    failOneIn = 0;
    failing.clear();
  }

  /** Another byte is there, of what was written long ago. */
  public synchronized void damage(String name, long position) throws IOException {
    try (DiskFile file = disk.open(name)) {
      byte[] rest = Trace.bytes(file, position);
      rest[0] ^= (byte) (1 + random.nextInt(255));
      file.truncate(position);
      file.append(rest, rest.length);
    }
  }

  /** How many bytes were read of all files. */
  public synchronized long bytesRead() {
    return bytesRead;
  }

  /** How many operations answered with an error as they were to. */
  public synchronized long refusals() {
    return refusals;
  }

  /** How often files of a folder were synced. */
  public synchronized long syncs(String folder) {
    return syncs.getOrDefault(folder, 0L);
  }

  /**
   * Ends this one, and gives what a process finds that starts after a kill: all that was written.
   */
  public synchronized FaultyDisk afterKill() {
    operationsLeft = 0;
    FaultyDisk found = new FaultyDisk(disk, random.nextLong());
    traces.forEach((name, trace) -> found.traces.put(name, trace.afterKill()));
    return found;
  }

  /** Ends this one, and gives what is found after a power cut: what was synced, perhaps more. */
  public synchronized FaultyDisk afterPowerCut() throws IOException {
    operationsLeft = 0;
    for (Map.Entry<String, Trace> trace : traces.entrySet()) {
      trace.getValue().tear(disk, trace.getKey(), random);
    }
    return new FaultyDisk(disk, random.nextLong());
  }

  /** True for the operation in which the machine goes off. */
  private boolean begin(Operation operation) throws IOException {
    if (operationsLeft <= 0) {
      throw new IOException("the machine is off");
    }
    operationsLeft--;
    if (failing.contains(operation) || (failOneIn > 0 && random.nextInt(failOneIn) == 0)) {
      refusals++;
      throw new IOException("input/output error");
    }
    if (readOnly && operation != Operation.READ) {
      throw new IOException("read-only file system");
    }
    return operationsLeft == 0;
  }

  private void work(Operation operation) throws IOException {
    if (begin(operation)) {
      throw wentOff();
    }
  }

  private static IOException wentOff() {
    return new IOException("the machine went off");
  }

  private void take(long bytes) {
    if (room != Long.MAX_VALUE) {
      room -= bytes;
    }
  }

  private long size(String name) throws IOException {
    return room == Long.MAX_VALUE ? 0 : disk.read(name).map(bytes -> bytes.length).orElse(0);
  }

  @Override
  public synchronized List<String> list(String folder) throws IOException {
    work(Operation.READ);
    return disk.list(folder);
  }

  @Override
  public synchronized DiskFile create(String name) throws IOException {
    work(Operation.WRITE);
    take(-size(name));
    DiskFile file = disk.create(name);
    traces.put(name, new Trace());
    return new FaultyFile(name, file);
  }

  @Override
  public synchronized DiskFile open(String name) throws IOException {
    work(Operation.WRITE);
    return new FaultyFile(name, disk.open(name));
  }

  @Override
  public synchronized ReadableFile openToRead(String name) throws IOException {
    work(Operation.READ);
    return new FaultyReader(disk.openToRead(name));
  }

  @Override
  public synchronized Optional<byte[]> read(String name) throws IOException {
    work(Operation.READ);
    Optional<byte[]> content = disk.read(name);
    bytesRead += content.map(bytes -> bytes.length).orElse(0);
    return content;
  }

  @Override
  public synchronized void replace(String name, byte[] content) throws IOException {
    boolean last = begin(Operation.REPLACE);
    if (content.length > room) {
      throw new DiskFullException("no space left on " + name);
    }
    if (!last || random.nextBoolean()) {
      take(content.length - size(name));
      disk.replace(name, content);
      traces.remove(name);
    }
    if (last) {
      throw wentOff();
    }
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    work(Operation.WRITE);
    take(-size(name));
    disk.delete(name);
    traces.remove(name);
  }

  @Override
  public synchronized void rename(String name, String to) throws IOException {
    work(Operation.WRITE);
    disk.rename(name, to);
    traces.remove(to);
    Optional.ofNullable(traces.remove(name)).ifPresent(trace -> traces.put(to, trace));
  }

  private int read(ReadableFile file, long position, byte[] into, int offset, int length)
      throws IOException {
    synchronized (this) {
      work(Operation.READ);
      int read = file.read(position, into, offset, length);
      bytesRead += read;
      return read;
    }
  }

  private final class FaultyReader implements ReadableFile {
    private final ReadableFile file;

    FaultyReader(ReadableFile file) {
      this.file = file;
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
      return FaultyDisk.this.read(file, position, into, offset, length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private final class FaultyFile implements DiskFile {
    private final String name;
    private final DiskFile file;
    private final Trace trace;

    FaultyFile(String name, DiskFile file) throws IOException {
      this.name = name;
      this.file = file;
      long size = file.size();
      this.trace = traces.computeIfAbsent(name, any -> Trace.durable(size));
    }

    @Override
    public long size() throws IOException {
      synchronized (FaultyDisk.this) {
        return file.size();
      }
    }

    @Override
    public void append(byte[] bytes, int length) throws IOException {
      synchronized (FaultyDisk.this) {
        boolean last = begin(Operation.WRITE);
        int written = (int) Math.min(room, last ? random.nextInt(length + 1) : length);
        file.append(bytes, written);
        take(written);
        if (last) {
          throw wentOff();
        }
        if (written < length) {
          throw new DiskFullException("no space left for " + name);
        }
      }
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
      return FaultyDisk.this.read(file, position, into, offset, length);
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (FaultyDisk.this) {
        work(Operation.WRITE);
        take(size - file.size());
        file.truncate(size);
        trace.lost &= size > trace.durable;
        trace.durable = Math.min(trace.durable, size);
      }
    }

    @Override
    public void sync() throws IOException {
      synchronized (FaultyDisk.this) {
        try {
          work(Operation.SYNC);
        } catch (IOException e) {
          trace.lost = true;
          throw e;
        }
        syncs.merge(name.substring(0, Math.max(0, name.lastIndexOf('/'))), 1L, Long::sum);
        trace.linked = true;
        if (!trace.lost) {
          trace.durable = file.size();
        }
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
