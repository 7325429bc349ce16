package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;

/** What a workload is to become, and the version of the desired state that said so. */
record Target(DesiredState.Workload workload, StateVersion deployment) {
  ObjectName name() {
    return workload.name();
  }

  Seat seat() {
    return Seat.of(workload);
  }

  Digest bundle() {
    return workload.bundle();
  }

  /** Whether it is to decide on its seat. */
  boolean champions() {
    return workload.role() == Role.CHAMPION;
  }

  long generation() {
    return workload.generation();
  }
}
