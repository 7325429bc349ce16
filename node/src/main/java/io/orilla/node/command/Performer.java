package io.orilla.node.command;

import io.orilla.model.command.Command;
import io.orilla.model.command.CommandState;

/** Does what commands ask for. */
public interface Performer {
  /**
   * Does it, on a thread of its own that is interrupted when the agent ends.
   *
   * @throws io.orilla.model.error.OrillaException with the reason when it cannot be done
   */
  Outcome perform(Command command) throws InterruptedException;

  /**
   * What came of it.
   *
   * @param state ACCEPTED when that shows only after the next start
   * @param then what is left to do when it has been said
   */
  record Outcome(CommandState state, String detail, Step then) {
    public static Outcome done(String detail) {
      return new Outcome(CommandState.DONE, detail, () -> {});
    }

    static Outcome failed(String detail) {
      return new Outcome(CommandState.FAILED, detail, () -> {});
    }

    /** The agent ends for it. */
    static Outcome ending(String detail, Step then) {
      return new Outcome(CommandState.ACCEPTED, detail, then);
    }

    static Outcome of(CommandState state, String detail) {
      return new Outcome(state, detail, () -> {});
    }
  }

  /** A last thing to do. */
  interface Step {
    void run() throws InterruptedException;
  }
}
