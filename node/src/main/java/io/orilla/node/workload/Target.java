package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;

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

  long generation() {
    return workload.generation();
  }
}
