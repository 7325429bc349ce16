package io.orilla.server.tracking;

/** Where a run is in its life, in MLflow's words. */
public enum RunStatus {
  RUNNING,
  SCHEDULED,
  FINISHED,
  FAILED,
  KILLED
}
