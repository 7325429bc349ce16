package io.orilla.server.overview;

import io.orilla.model.content.Json;

/**
 * Something that happened, as the stream tells it.
 *
 * @param number rising by one
 * @param name {@code prediction} or {@code alarm}
 */
record LiveEvent(long number, String name, String json) {
  static LiveEvent of(long number, String name, Object value) {
    return new LiveEvent(number, name, Json.text(value));
  }
}
