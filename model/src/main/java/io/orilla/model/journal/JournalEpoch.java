package io.orilla.model.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.UUID;

/** The random identity that a journal is born with; sequence numbers count within it. */
public record JournalEpoch(@JsonValue UUID id) {
  /** In which a node says for which epoch it speaks. */
  public static final String HEADER = "Orilla-Epoch";

  @JsonCreator
  public static JournalEpoch of(String text) {
    try {
      return new JournalEpoch(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw OrillaException.invalid("'" + text + "' is no journal epoch: it is a UUID");
    }
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
