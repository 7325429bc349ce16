package io.orilla.lake.inbox;

/**
 * Hears of each accepted batch once it is durable, in the order of offsets, on the inbox's own
 * thread: it must not wait.
 */
@FunctionalInterface
public interface InboxListener {
  void accepted(InboxEntry entry);
}
