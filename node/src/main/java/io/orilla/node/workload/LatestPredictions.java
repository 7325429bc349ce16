package io.orilla.node.workload;

import io.orilla.model.document.ObjectName;
import io.orilla.model.prediction.Prediction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What each workload said last since the agent began, and who is told of it. Thread-safe. */
public final class LatestPredictions {
  private final Map<ObjectName, Prediction> latest = new ConcurrentHashMap<>();
  private final List<Consumer<Prediction>> followers = new CopyOnWriteArrayList<>();

  void note(Prediction prediction) {
    latest.put(prediction.workload(), prediction);
    followers.forEach(follower -> follower.accept(prediction));
  }

  public Optional<Prediction> of(ObjectName workload) {
    return Optional.ofNullable(latest.get(workload));
  }

  /** Tells of each prediction from now on, on the thread that decided it: it must not wait. */
  public void follow(Consumer<Prediction> follower) {
    followers.add(follower);
  }

  public void leave(Consumer<Prediction> follower) {
    followers.remove(follower);
  }
}
