package io.orilla.demo.ledger;

import io.orilla.model.signal.AssetName;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What nodes named as journalled and given up in one of their lanes. A record that was named
 * excuses one that is nowhere, of the same node.
 *
 * @param records how many, by node
 * @param nodeOf the node that stands beside an asset
 */
public record GivenUp(Map<String, Long> records, Function<AssetName, String> nodeOf) {
  public GivenUp {
    records = Map.copyOf(records);
  }

  /**
   * How many of those that are nowhere were named.
   *
   * @param nowhere the asset of each
   */
  public long among(Stream<AssetName> nowhere) {
    return nowhere.collect(Collectors.groupingBy(nodeOf, Collectors.counting())).entrySet().stream()
        .mapToLong(node -> Math.min(node.getValue(), records.getOrDefault(node.getKey(), 0L)))
        .sum();
  }
}
