package io.orilla.server.tracking;

import java.util.UUID;

/** Ids of runs: 32 hexadecimal digits, as MLflow makes them. */
public final class RunId {
  private RunId() {}

  public static String random() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
