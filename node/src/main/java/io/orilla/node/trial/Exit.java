package io.orilla.node.trial;

import java.util.Map;

/** What an exit code says. A process that died of a signal has 128 and the signal's number. */
final class Exit {
  private static final Map<Integer, String> SIGNALS =
      Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV");

  private Exit() {}

  /** Whether it was ended from outside: no fault of a program's own raises SIGKILL. */
  static boolean isKill(int code) {
    return code == 128 + 9;
  }

  static String describe(int code) {
    String signal = SIGNALS.get(code - 128);
    return signal == null ? "exit code " + code : signal;
  }
}
