package io.orilla.node.workload;

import io.orilla.node.trial.ChildTrial;
import java.time.Duration;

/**
 * What is asked of a model before it is trusted, and how long its steps may take.
 *
 * @param trial how long the trial in a child may take
 * @param trialMemory how many bytes the child may have in the machine's memory
 * @param load how long loading may take after that
 * @param window how long one window may take; then the model hangs
 * @param slow how long one window may take without counting as failed
 * @param soakWindows how many windows it must decide before it is good
 * @param soakTime how long it must be at work before it is good
 * @param tolerated how many windows may fail until then, and of as many afterwards
 * @param afterDeath how long to wait with a model that the agent died under
 * @param shadow what a shadow may take of the machine
 */
public record LifeSettings(
    Duration trial,
    long trialMemory,
    Duration load,
    Duration window,
    Duration slow,
    int soakWindows,
    Duration soakTime,
    int tolerated,
    Duration afterDeath,
    ShadowBudget shadow) {
  public static final LifeSettings DEFAULT =
      new LifeSettings(
          Duration.ofSeconds(60),
          1L << 30,
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          20,
          Duration.ofSeconds(10),
          2,
          Duration.ofSeconds(10),
          ShadowBudget.DEFAULT);

  public LifeSettings withWindows(Duration longest, Duration slowest) {
    return new LifeSettings(
        trial,
        trialMemory,
        load,
        longest,
        slowest,
        soakWindows,
        soakTime,
        tolerated,
        afterDeath,
        shadow);
  }

  public LifeSettings withShadow(ShadowBudget budget) {
    return new LifeSettings(
        trial,
        trialMemory,
        load,
        window,
        slow,
        soakWindows,
        soakTime,
        tolerated,
        afterDeath,
        budget);
  }

  /** What a child may take. */
  public ChildTrial.Limits trialLimits() {
    return new ChildTrial.Limits(trial, trialMemory, slow);
  }
}
