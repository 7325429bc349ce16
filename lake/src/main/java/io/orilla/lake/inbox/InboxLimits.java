package io.orilla.lake.inbox;

/**
 * @param segmentBytes a segment that has reached this size is followed by a new one
 * @param waitingBytes batches that may wait for the disk; beyond, nodes are asked to come again
 */
public record InboxLimits(long segmentBytes, long waitingBytes) {
  public static final InboxLimits DEFAULT = new InboxLimits(16L << 20, 128L << 20);
}
