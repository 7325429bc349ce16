package io.orilla.model.desired;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import java.util.List;

/**
 * What would become of a workload on a node, found out there without running it.
 *
 * @param problems why the node would refuse it, all of them
 * @param cautions what somebody should know who approves it
 * @param bytesToFetch of its blobs that the node does not hold yet
 * @param diskFree what the node has left for them, bytes
 * @param memoryNeeded an estimate from the graph's size, bytes
 * @param memoryFree what the machine could give, bytes; 0 where it does not say
 * @param architecture of the node, as {@code amd64}
 */
public record Plan(
    ObjectName workload,
    long generation,
    Digest bundle,
    List<String> problems,
    List<String> cautions,
    long bytesToFetch,
    long diskFree,
    long memoryNeeded,
    long memoryFree,
    String architecture) {
  public Plan {
    problems = List.copyOf(problems);
    cautions = List.copyOf(cautions);
  }

  /** Whether the node would run it. */
  @JsonProperty
  public boolean fits() {
    return problems.isEmpty();
  }
}
