package io.orilla.server.tracking;

import static io.orilla.server.mlflow.MlflowJson.required;

/** A parameter or a tag of a run, or a tag of an experiment. */
public record KeyValue(String key, String value) {
  public KeyValue {
    required(key, "key");
    value = value == null ? "" : value;
  }
}
