package io.orilla.node.serving;

import io.orilla.inference.serving.ModelRepository;
import io.orilla.inference.serving.ServedModel;
import io.orilla.inference.serving.ServingSettings;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.ServingSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.workload.PlacedModel;
import io.orilla.node.workload.WorkloadStatus;
import io.orilla.node.workload.Workloads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The workloads of the desired state as models that answer calls, by the workload's name. A call
 * runs the graph that decides the windows, beside it and not in its place; when another model takes
 * over, calls that are on their way end with the one they began with.
 */
final class ServedWorkloads implements ModelRepository {
  /** A model that goes between being found and being held has a successor by then. */
  private static final int TRIES = 10;

  private final Supplier<Workloads> workloads;
  private final ServingSettings settings;
  private final AnsweredCalls answered;
  private final StatisticsBook statistics = new StatisticsBook();
  private final Map<String, Known> served = new ConcurrentHashMap<>();
  private final Set<String> unloaded = ConcurrentHashMap.newKeySet();

  private record Known(ObjectName name, ServingSpec serving, ServedModel model) {}

  /**
   * @param workloads others with each epoch of the journal
   * @param settings of models whose workloads say nothing else
   */
  ServedWorkloads(Supplier<Workloads> workloads, ServingSettings settings, AnsweredCalls answered) {
    this.workloads = workloads;
    this.settings = settings;
    this.answered = answered;
  }

  @Override
  public List<Entry> index() {
    return workloads.get().status().stream().map(this::entry).toList();
  }

  private Entry entry(WorkloadStatus status) {
    String name = status.name().text();
    Optional<PlacedModel> placed = workloads.get().placed(status.name());
    int version = placed.map(PlacedModel::version).orElse(status.modelVersion());
    boolean ready = placed.isPresent() && !unloaded.contains(name);
    return new Entry(name, String.valueOf(version), ready, ready ? "" : reason(status));
  }

  private String reason(WorkloadStatus status) {
    if (unloaded.contains(status.name().text())) {
      return "unloaded";
    }
    return status.state() + (status.reason().isEmpty() ? "" : ": " + status.reason());
  }

  @Override
  public ServedModel hold(String name, Optional<String> version) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      ServedModel model = model(name);
      if (!version.orElse(model.version()).equals(model.version())) {
        throw OrillaException.notFound(
            "there is no version %s of model '%s' here, only %s"
                .formatted(version.get(), name, model.version()));
      }
      if (model.hold()) {
        return model;
      }
    }
    throw new OrillaException(
        ErrorCode.PEER_UNAVAILABLE, "model '" + name + "' is just being replaced; ask again");
  }

  private ServedModel model(String name) {
    Known known = served.get(name);
    PlacedModel now =
        (known == null ? objectName(name) : Optional.of(known.name()))
            .filter(found -> !unloaded.contains(name))
            .flatMap(found -> workloads.get().placed(found))
            .orElseThrow(() -> notThere(name));
    if (known != null
        && known.model().session() == now.graph()
        && known.serving() == now.serving()) {
      return known.model();
    }
    ServedModel model =
        new ServedModel(
            name,
            String.valueOf(now.version()),
            now.graph(),
            settings.with(now.serving()),
            answered.of(now),
            statistics.of(now));
    served.put(name, new Known(new ObjectName(name), now.serving(), model));
    return model;
  }

  private static Optional<ObjectName> objectName(String text) {
    try {
      return Optional.of(new ObjectName(text));
    } catch (OrillaException e) {
      return Optional.empty();
    }
  }

  private OrillaException notThere(String name) {
    List<WorkloadStatus> all = workloads.get().status();
    return all.stream()
        .filter(status -> status.name().text().equals(name))
        .findFirst()
        .map(
            status ->
                new OrillaException(
                    ErrorCode.PEER_UNAVAILABLE,
                    "model '" + name + "' is not ready: " + reason(status)))
        .orElseGet(
            () ->
                OrillaException.notFound(
                    "there is no model '%s' here, only %s".formatted(name, names(all))));
  }

  private static List<String> names(List<WorkloadStatus> all) {
    return all.stream().map(status -> status.name().text()).toList();
  }

  @Override
  public void load(String name) {
    requireDesired(name);
    unloaded.remove(name);
  }

  @Override
  public void unload(String name) {
    requireDesired(name);
    unloaded.add(name);
    served.remove(name);
  }

  private void requireDesired(String name) {
    List<String> names = names(workloads.get().status());
    if (!names.contains(name)) {
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED,
          "model '%s' is not in this node's desired state, which has %s: declare a workload"
              .formatted(name, names));
    }
  }

  boolean isUrgent() {
    return workloads.get().isUrgent();
  }
}
