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
   * @param held whether something else than its fail-safe value may stand there; false where none
   *     is declared
   * @param writes what became of them, each counted, since the output was opened
   * @param last what became of the last write that something was told of; absent before the first
   */
  public record Address(
      String address,
      boolean allowed,
      boolean held,
      List<Count> writes,
      Event.@Nullable Write last) {
    public Address {
      writes = List.copyOf(writes);
    }
  }

  /**
   * @param result as {@code done}, {@code not_done}, {@code unknown}, {@code late}, {@code refused}
   * @param reason why it was refused: {@code unlisted}, {@code out_of_range}; empty otherwise
   */
  public record Count(String result, String reason, long count) {}
}
