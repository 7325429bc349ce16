package io.orilla.node.workload;

/** The life of a workload. */
public enum WorkloadState {
  PENDING,
  FETCHING,
  STAGED,
  STARTING,
  RUNNING,
  STOPPING,
  /** The end; a workload that is declared again is another one. */
  STOPPED,
  /** It got no further, the reason says why; the model that ran before, if any, still does. */
  FAILED
}
