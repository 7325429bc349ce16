package io.orilla.node.workload;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;

/** What a workload is to become, and the version of the desired state that said so. */
record Target(DesiredState.Workload workload, StateVersion deployment) {
  @JsonIgnore
  ObjectName name() {
    return workload.name();
  }

  @JsonIgnore
  Seat seat() {
    return Seat.of(workload);
  }

  @JsonIgnore
  Digest bundle() {
    return workload.bundle();
  }

  @JsonIgnore
  long generation() {
    return workload.generation();
  }

  /** Whether it is to decide on its seat. */
  @JsonIgnore
  boolean champions() {
    return workload.role() == Role.CHAMPION;
  }

  /** Whether it only answers who asks. */
  @JsonIgnore
  boolean serves() {
    return workload.role() == Role.SERVICE;
  }

  /** Whether the same model is to do the same, whatever the document was called or counted. */
  boolean isSameModelAs(Target other) {
    return bundle().equals(other.bundle())
        && seat().equals(other.seat())
        && workload.role() == other.workload.role();
  }
}
