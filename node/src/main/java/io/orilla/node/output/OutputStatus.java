package io.orilla.node.output;

import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How it stands with an output. */
public record OutputStatus(
    ObjectName name, long generation, String connector, List<Address> addresses) {
  public OutputStatus {
    addresses = List.copyOf(addresses);
  }

  /**
   * @param allowed whether the node's file allows it
   * @param last what became of the last write that something was told of; absent before the first
   */
  public record Address(String address, boolean allowed, Event.@Nullable Write last) {}
}
