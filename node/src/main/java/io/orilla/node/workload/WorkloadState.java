package io.orilla.node.workload;

/** The life of a workload. */
public enum WorkloadState {
  PENDING,
  FETCHING,
  STAGED,
  STARTING,
  /** It decides; the reason says whether it is still watched, or fails now and then. */
  RUNNING,
  STOPPING,
  /** The end; a workload that is declared again is another one. */
  STOPPED,
  /** It got no further, the reason says why; the model that ran before, if any, still does. */
  FAILED,
  /** It ran and did not do; the last good one decides until a newer generation says retry. */
  ROLLED_BACK
}
