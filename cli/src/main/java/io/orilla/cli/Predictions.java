package io.orilla.cli;

import io.orilla.model.error.OrillaException;

/** The one kind of record that can be traced and replayed today. */
final class Predictions {
  private Predictions() {}

  static void only(String kind) {
    if (!kind.equals("prediction")) {
      throw OrillaException.invalid(
          "'" + kind + "' has no such command; write 'prediction' and its id");
    }
  }
}
