package io.orilla.node.workload;

import io.orilla.model.content.Micros;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.Plan;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.node.journal.Journal;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what a desired state only asks about: one event for each workload that it plans. */
final class Plans {
  private static final Logger log = LoggerFactory.getLogger(Plans.class);

  private final Planner planner;
  private final Journal journal;
  private final InstantSource clock;

  Plans(Planner planner, Journal journal, InstantSource clock) {
    this.planner = planner;
    this.journal = journal;
    this.clock = clock;
  }

  /** Begins to answer and returns; what cannot be found out is a problem of the plan. */
  void answer(DesiredState state) {
    for (DesiredState.Workload workload : state.plans()) {
      Thread.ofVirtual()
          .name("plan " + workload.name())
          .start(() -> answer(state.version(), workload));
    }
  }

  private void answer(StateVersion version, DesiredState.Workload workload) {
    try {
      journal.append(new Event.Planned(Micros.of(clock.instant()), version, plan(workload)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("The plan of {} got no answer", workload.name(), e);
    }
  }

  private Plan plan(DesiredState.Workload workload) throws InterruptedException {
    try {
      return planner.plan(workload);
    } catch (OrillaException e) {
      return new Plan(
          workload.name(),
          workload.generation(),
          workload.bundle(),
          List.of("nothing can be said of it: " + e.text()),
          List.of(),
          0,
          0,
          0,
          0,
          System.getProperty("os.arch"));
    }
  }
}
