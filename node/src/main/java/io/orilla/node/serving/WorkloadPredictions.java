package io.orilla.node.serving;

import io.orilla.inference.serving.LivePredictions;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.workload.LatestPredictions;
import io.orilla.node.workload.Workloads;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The predictions of the workloads at work, as they are journalled. */
final class WorkloadPredictions implements LivePredictions {
  private final Supplier<Workloads> workloads;

  /**
   * @param workloads others with each epoch of the journal
   */
  WorkloadPredictions(Supplier<Workloads> workloads) {
    this.workloads = workloads;
  }

  @Override
  public Optional<Object> latest(String model) {
    return workloads.get().latest().of(known(model)).map(prediction -> prediction);
  }

  @Override
  public Runnable follow(String model, Consumer<Object> listener) {
    ObjectName name = known(model);
    Consumer<Prediction> follower =
        prediction -> {
          if (prediction.workload().equals(name)) {
            listener.accept(prediction);
          }
        };
    LatestPredictions latest = workloads.get().latest();
    latest.follow(follower);
    return () -> latest.leave(follower);
  }

  private ObjectName known(String model) {
    return workloads.get().status().stream()
        .map(status -> status.name())
        .filter(name -> name.text().equals(model))
        .findFirst()
        .orElseThrow(() -> OrillaException.notFound("there is no model '" + model + "' here"));
  }
}
