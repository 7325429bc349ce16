package io.orilla.server.registry;

import io.orilla.model.content.Ordered;
import io.orilla.model.document.ObjectName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model with all its versions.
 *
 * @param versions newest first
 * @param aliases the version that each names
 * @param history newest first
 */
public record RegisteredModel(
    ObjectName name,
    String description,
    Instant createdAt,
    List<ModelVersion> versions,
    Map<String, Integer> aliases,
    List<AliasMove> history) {
  /** The alias of the version that decides. */
  public static final String CHAMPION = "champion";

  public RegisteredModel {
    versions = List.copyOf(versions);
    aliases = Ordered.copy(aliases);
    history = List.copyOf(history);
  }

  public Optional<Integer> champion() {
    return Optional.ofNullable(aliases.get(CHAMPION));
  }

  /** When it last changed: a version came, or an alias moved. */
  public Instant changedAt() {
    Instant changed = versions.isEmpty() ? createdAt : versions.getFirst().createdAt();
    Instant moved = history.isEmpty() ? changed : history.getFirst().at();
    return moved.isAfter(changed) ? moved : changed;
  }
}
