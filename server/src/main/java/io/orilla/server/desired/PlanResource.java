package io.orilla.server.desired;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.content.DurationText;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.Plan;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.Document;
import io.orilla.model.document.DocumentReader;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.WorkloadSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.server.document.Documents;
import io.orilla.server.document.ModelVersions;
import io.orilla.server.http.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a node what would become of workloads, before anybody applies them. The question travels in
 * its desired state, the answer in its events; one question is asked at a time.
 */
public final class PlanResource implements Resource {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Documents documents;
  private final ModelVersions models;
  private final DesiredStates states;
  private final Answers answers;
  private final ReentrantLock asking = new ReentrantLock();

  /**
   * What nodes say.
   *
   * @param lastSeen fails when there is no such node
   */
  public record Answers(
      Function<ObjectName, Collection<Event.Planned>> plans,
      Function<ObjectName, Optional<Instant>> lastSeen) {}

  public PlanResource(
      Documents documents, ModelVersions models, DesiredStates states, Answers answers) {
    this.documents = documents;
    this.models = models;
    this.states = states;
    this.answers = answers;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/nodes/{name}/plan", this::plan);
  }

  private void plan(Context context) throws InterruptedException {
    ObjectName node = new ObjectName(context.pathParam("name"));
    Optional<Instant> lastSeen = answers.lastSeen().apply(node);
    List<DesiredState.Workload> asked =
        DocumentReader.readAll(context.body()).stream().map(this::workload).toList();
    Duration wait = wait(context.queryParam("wait"));
    asking.lockInterruptibly();
    try {
      context.json(ask(node, asked, wait).orElseThrow(() -> silent(node, wait, lastSeen)));
    } finally {
      states.ask(node, List.of());
      states.update(node, documents.current());
      asking.unlock();
    }
  }

  private static Duration wait(@Nullable String text) {
    Duration wait = text == null ? LONGEST : DurationText.parse(text);
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private DesiredState.Workload workload(Document document) {
    if (!(document.spec() instanceof WorkloadSpec spec)) {
      throw OrillaException.invalid(
          document.kind() + " " + document.metadata().name() + ": only Workloads can be planned");
    }
    return models
        .bundle(spec.model())
        .map(bundle -> Assignment.workload(document.metadata().name(), 0, spec, bundle))
        .orElseThrow(
            () ->
                OrillaException.notFound(
                    "there is no version %d of the model '%s'; see 'orilla get models'"
                        .formatted(spec.model().version(), spec.model().name())));
  }

  private Optional<List<Plan>> ask(
      ObjectName node, List<DesiredState.Workload> asked, Duration wait)
      throws InterruptedException {
    states.ask(node, asked);
    states.update(node, documents.current());
    StateVersion version = states.current(node).orElseThrow().version();
    long until = System.nanoTime() + wait.toNanos();
    while (System.nanoTime() < until) {
      List<Plan> plans =
          answers.plans().apply(node).stream()
              .filter(answer -> answer.version().equals(version))
              .map(Event.Planned::plan)
              .toList();
      if (plans.size() == asked.size()) {
        return Optional.of(plans);
      }
      Thread.sleep(LOOK);
    }
    return Optional.empty();
  }

  private static OrillaException silent(
      ObjectName node, Duration wait, Optional<Instant> lastSeen) {
    return new OrillaException(
        ErrorCode.PEER_UNAVAILABLE,
        "the node '%s' did not answer within %s; it was last heard of %s"
            .formatted(
                node,
                DurationText.format(wait),
                lastSeen.map(at -> "at " + at).orElse("never, since it joined")));
  }
}
