package io.orilla.node.workload;

import io.orilla.node.journal.Journal;
import java.time.InstantSource;
import java.util.List;

/** What all workloads of a node share on their ways. */
record Means(WorkloadSteps steps, Trust trust, Seats seats, Journal journal, InstantSource clock) {
  /** The model that was good last took the seat over before: it comes back without waiting. */
  Interlocks interlocks(Target target) {
    boolean comesBack = trust.lastGood(target).filter(target::isSameModelAs).isPresent();
    return new Interlocks(journal, comesBack ? List.of() : target.workload().onlyWhile(), clock);
  }
}
