package io.orilla.server.mlflow;

/** MLflow's operations on some of its nouns. */
public interface MlflowOperations {
  void register(MlflowRoutes routes);
}
