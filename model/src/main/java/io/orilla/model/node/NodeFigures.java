package io.orilla.model.node;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Lane;
import io.orilla.model.signal.SignalName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node measures of itself and tells its server now and then.
 *
 * @param memory of the agent that is resident, bytes; 0 where the system does not say
 * @param clockWrong whether the machine's clock is so far from the server's that the node reckons
 *     with the server's
 * @param clockOffset what the server's clock is ahead, s; absent until it was heard
 * @param problems what somebody should look at
 * @param machine absent where its system does not say
 */
public record NodeFigures(
    long memory,
    boolean clockWrong,
    @Nullable Double clockOffset,
    List<String> problems,
    LinkUse link,
    @Nullable MachineFigures machine,
    List<SourceFigures> sources,
    List<LaneFigures> lanes,
    List<WorkloadFigures> workloads) {
  public NodeFigures {
    problems = List.copyOf(problems);
    sources = List.copyOf(sources);
    lanes = List.copyOf(lanes);
    workloads = List.copyOf(workloads);
  }

  /**
   * What came from a source since it was opened.
   *
   * @param received samples, all that came
   * @param journalled those of them that were news
   * @param repeated those that were journalled already, as a new subscription begins with them
   * @param refused how often a signal could not be read
   * @param reconnects connections after the first
   * @param heard when the peer was last heard of, though with nothing new; absent when never
   * @param lag from the newest sample's source time to its arrival, µs
   * @param inTrouble signals that cannot be read now
   * @param troubles the first of them
   */
  public record SourceFigures(
      ObjectName name,
      long received,
      long journalled,
      long repeated,
      long refused,
      long reconnects,
      @Nullable Instant heard,
      long lag,
      int inTrouble,
      List<Trouble> troubles) {
    public SourceFigures {
      troubles = List.copyOf(troubles);
    }
  }

  /** Why a signal cannot be read. */
  public record Trouble(SignalName signal, String reason) {}

  /**
   * @param journalled last sequence that was written: it survives a kill
   * @param durable last sequence that was synced: it survives a power cut
   * @param trouble what is wrong with the disk while it takes no records; absent while it does
   * @param waits why the lane has something to send and does not; absent when it does
   */
  public record LaneFigures(
      Lane lane, long journalled, long durable, @Nullable String trouble, @Nullable String waits) {}

  /**
   * @param role whether it decides on its seat, or beside the one that does
   * @param running the bundle that decides windows; absent when none does
   * @param good the bundle that proved good last
   * @param windows that the times are of
   * @param p50 from the arrival of the sample that closed a window to the written prediction, µs
   * @param skipped windows that a shadow left out since the agent began
   */
  public record WorkloadFigures(
      ObjectName name,
      Role role,
      @Nullable Digest running,
      @Nullable Digest good,
      long windows,
      long p50,
      long p99,
      long skipped) {}
}
