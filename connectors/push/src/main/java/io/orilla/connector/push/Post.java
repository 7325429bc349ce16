package io.orilla.connector.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What somebody posted, who waits for what becomes of it. */
record Post(JsonNode body, CompletableFuture<Outcome> outcome) {
  /** What became of it. */
  sealed interface Outcome {
    record Journalled(int values) implements Outcome {}

    /** No signal has a value in it. */
    record Worthless(List<String> troubles) implements Outcome {}
  }

  Post(JsonNode body) {
    this(body, new CompletableFuture<>());
  }

  void answer(Outcome became) {
    outcome.complete(became);
  }
}
