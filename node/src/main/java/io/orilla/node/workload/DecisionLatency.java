package io.orilla.node.workload;

/**
 * How long a seat takes for its windows, by the last thousand or two of them, in µs to two digits.
 *
 * @param windows counted since the agent began; what was made up for after a restart is not among
 *     them
 * @param sampleToJournalP50 from the arrival of the sample that closed a window to the written
 *     prediction
 * @param ownP50 the agent's own part of it, once it held the sample: all but the graph
 * @param graphP50 the graph's part
 */
public record DecisionLatency(
    long windows, long sampleToJournalP50, long sampleToJournalP99, long ownP50, long graphP50) {
  static final DecisionLatency NONE = new DecisionLatency(0, 0, 0, 0, 0);
}
