package io.orilla.server.fleet;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Micros;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Event;
import io.orilla.model.node.LinkUse;
import io.orilla.model.node.MachineFigures;
import io.orilla.model.node.NodeFigures;
import io.orilla.model.output.WriteState;
import io.orilla.model.signal.AssetName;
import io.orilla.server.node.EnrolledNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node: what it was told, what it says, and when it was last heard.
 *
 * @param standing trusted, quarantined or revoked
 * @param quarantine why nothing is taken from it; absent when all is
 * @param lastSeen absent when never
 * @param desired version of the state it is to reach
 * @param applied version it runs; absent until it said so
 * @param refusal why it did not take over a state
 * @param safeMode why it starts only what proved good; absent when it starts all
 */
public record NodeReport(
    ObjectName name,
    Instant enrolledAt,
    Instant certificateUntil,
    String standing,
    @Nullable String quarantine,
    Optional<Instant> lastSeen,
    @Nullable Instant startedAt,
    @Nullable String agentVersion,
    String desired,
    Optional<String> applied,
    @Nullable String refusal,
    @Nullable String safeMode,
    List<Source> sources,
    List<Workload> workloads,
    List<Output> outputs,
    List<LaneReport> accounts,
    Optional<Measured> measured) {

  /** What the node measured of itself, as it said last. */
  public record Measured(
      Instant at,
      long memory,
      boolean clockWrong,
      @Nullable Double clockOffset,
      List<String> problems,
      Link link,
      @Nullable MachineFigures machine,
      List<NodeFigures.SourceFigures> sources,
      List<NodeFigures.LaneFigures> lanes,
      List<NodeFigures.WorkloadFigures> workloads) {
    static Measured of(Event.Measured said) {
      NodeFigures figures = said.figures();
      return new Measured(
          Micros.instant(said.time()),
          figures.memory(),
          figures.clockWrong(),
          figures.clockOffset(),
          figures.problems(),
          new Link(Micros.instant(figures.link().since()), figures.link().bytes()),
          figures.machine(),
          figures.sources(),
          figures.lanes(),
          figures.workloads());
    }
  }

  /** Bytes up and down by purpose since the agent started. */
  public record Link(Instant since, List<LinkUse.Bytes> bytes) {}

  /** A source that the node is to read, and whether it says that it does. */
  public record Source(
      ObjectName name,
      String connector,
      boolean connected,
      String reason,
      Optional<Instant> since,
      int signals) {
    static Source of(DesiredState.Source source, Event.@Nullable SourceState said) {
      return new Source(
          source.name(),
          source.spec().connector(),
          said != null && said.connected(),
          said == null ? "the node has not said yet" : said.reason(),
          Optional.ofNullable(said).map(state -> Micros.instant(state.time())),
          source.spec().signals().size());
    }
  }

  /** A workload that the node is to run, and how far it says it got. */
  public record Workload(
      ObjectName name,
      AssetName asset,
      String output,
      ObjectName model,
      int version,
      Digest bundle,
      long generation,
      Role role,
      String state,
      Optional<String> reason,
      Optional<Instant> since) {
    private static final String NOT_HEARD = "PENDING";

    static Workload of(DesiredState.Workload workload, Event.@Nullable WorkloadState said) {
      return new Workload(
          workload.name(),
          workload.asset(),
          workload.output(),
          workload.model(),
          workload.modelVersion(),
          workload.bundle(),
          workload.generation(),
          workload.role(),
          said == null ? NOT_HEARD : said.state(),
          reason(workload, said),
          Optional.ofNullable(said).map(state -> Micros.instant(state.time())));
    }

    private static Optional<String> reason(
        DesiredState.Workload workload, Event.@Nullable WorkloadState said) {
      if (said == null) {
        return Optional.of("the node has not said yet");
      }
      boolean same = said.bundle().equals(workload.bundle());
      return same
          ? Optional.of(said.reason()).filter(text -> !text.isEmpty())
          : Optional.of("this is said of the bundle " + said.bundle().abbreviated());
    }
  }

  /** An output that the node is to serve. */
  public record Output(ObjectName name, String connector, List<Address> addresses) {
    static Output of(DesiredState.Output output, List<Event.Write> said) {
      return new Output(
          output.name(),
          output.spec().connector(),
          output.spec().writes().stream()
              .map(write -> Address.of(output.name(), write.address(), said))
              .toList());
    }
  }

  /**
   * How far the last write to an address came.
   *
   * @param state absent until the node said something of it; UNKNOWN also where it began, and
   *     nothing more was said
   */
  public record Address(
      String address,
      Optional<WriteState> state,
      Optional<Instant> at,
      Optional<String> before,
      Optional<String> asked,
      Optional<String> after,
      Optional<String> reason,
      Optional<String> cause,
      Optional<String> prediction) {
    static Address of(ObjectName output, String address, List<Event.Write> said) {
      Optional<Event.Write> last =
          said.stream()
              .filter(write -> ProcessReport.isSamePlace(write, output, address))
              .findFirst();
      return new Address(
          address,
          last.map(Event.Write::state)
              .map(state -> state == WriteState.BEGUN ? WriteState.UNKNOWN : state),
          last.map(write -> Micros.instant(write.time())),
          last.map(Event.Write::before),
          last.map(Event.Write::asked),
          last.map(Event.Write::after),
          last.map(Event.Write::reason).filter(reason -> !reason.isEmpty()),
          last.map(Event.Write::cause),
          last.map(Event.Write::prediction));
    }
  }

  static NodeReport of(
      EnrolledNode node,
      Optional<Instant> lastSeen,
      Optional<DesiredState> desired,
      NodeState said,
      List<LaneReport> accounts) {
    AgentReport agent = said.agent();
    return new NodeReport(
        node.name(),
        node.enrolledAt(),
        node.certificate().until(),
        node.standing().text(),
        node.quarantine(),
        lastSeen,
        agent.startedAt(),
        agent.version(),
        desired.map(state -> state.version().toString()).orElse("0.0"),
        Optional.ofNullable(agent.applied()).map(Object::toString),
        agent.refusal(),
        agent.safeMode(),
        desired.stream()
            .flatMap(state -> state.sources().stream())
            .map(source -> Source.of(source, said.process().sources().get(source.name())))
            .toList(),
        desired.stream()
            .flatMap(state -> state.workloads().stream())
            .map(workload -> Workload.of(workload, said.process().workloads().get(workload.name())))
            .toList(),
        desired.stream()
            .flatMap(state -> state.outputs().stream())
            .map(output -> Output.of(output, said.process().writes()))
            .toList(),
        accounts,
        Optional.ofNullable(agent.measured()).map(Measured::of));
  }
}
