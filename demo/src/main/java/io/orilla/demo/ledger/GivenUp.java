package io.orilla.demo.ledger;

import io.orilla.model.content.Ordered;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.AssetName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What nodes named as journalled and given up in one of their lanes. A record that was named
 * excuses one that is nowhere, of the same node.
 *
 * @param named what was, by node
 * @param nodeOf the node that stands beside an asset
 */
public record GivenUp(Map<String, List<Event.Dropped>> named, Function<AssetName, String> nodeOf) {
  public GivenUp {
    named = Ordered.copy(named);
  }

  /**
   * How many of those that are nowhere were named.
   *
   * @param nowhere the asset of each
   */
  public long among(Stream<AssetName> nowhere) {
    return nowhere.collect(Collectors.groupingBy(nodeOf, Collectors.counting())).entrySet().stream()
        .mapToLong(node -> Math.min(node.getValue(), records(node.getKey())))
        .sum();
  }

  private long records(String node) {
    return of(node).stream().mapToLong(Event.Dropped::count).sum();
  }

  /** Whether each number of a hole was named. */
  public boolean names(Hole hole) {
    long next = hole.first();
    for (Optional<Event.Dropped> range = with(hole.node(), next);
        next <= hole.last() && range.isPresent();
        range = with(hole.node(), next)) {
      next = range.get().last() + 1;
    }
    return next > hole.last();
  }

  private Optional<Event.Dropped> with(String node, long sequence) {
    return of(node).stream()
        .filter(range -> range.first() <= sequence && sequence <= range.last())
        .findFirst();
  }

  private List<Event.Dropped> of(String node) {
    return named.getOrDefault(node, List.of());
  }
}
