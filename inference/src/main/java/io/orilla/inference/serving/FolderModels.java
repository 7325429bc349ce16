package io.orilla.inference.serving;

import io.orilla.inference.GraphSession;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Models that are graphs in files, each of version 1: for tests and benches. */
public final class FolderModels implements ModelRepository, AutoCloseable {
  private static final String VERSION = "1";

  private final ServingSettings settings;
  private final Map<String, Graph> graphs = new ConcurrentSkipListMap<>();
  private final Map<String, ServedModel> served = new ConcurrentSkipListMap<>();

  private record Graph(Path file, ServingSettings settings, ModelStatistics statistics) {}

  public FolderModels(ServingSettings settings) {
    this.settings = settings;
  }

  /** Serves a graph. */
  public FolderModels with(String name, Path graph) {
    return with(name, graph, settings);
  }

  /** Serves a graph in its own way. */
  public FolderModels with(String name, Path graph, ServingSettings own) {
    graphs.put(name, new Graph(graph, own, new ModelStatistics()));
    load(name);
    return this;
  }

  @Override
  public List<Entry> index() {
    return graphs.keySet().stream()
        .map(name -> new Entry(name, VERSION, served.containsKey(name), reason(name)))
        .toList();
  }

  private String reason(String name) {
    return served.containsKey(name) ? "" : "unloaded";
  }

  @Override
  public ServedModel hold(String name, Optional<String> version) {
    if (!graphs.containsKey(name) || !version.orElse(VERSION).equals(VERSION)) {
      throw OrillaException.notFound(
          "there is no model '%s'%s here, only %s of version 1"
              .formatted(
                  name, version.map(text -> " of version " + text).orElse(""), graphs.keySet()));
    }
    ServedModel model = served.get(name);
    if (model == null || !model.hold()) {
      throw new OrillaException(ErrorCode.PEER_UNAVAILABLE, "model '" + name + "' is unloaded");
    }
    return model;
  }

  @Override
  public void load(String name) {
    Graph graph = graph(name);
    served.computeIfAbsent(
        name,
        key ->
            new ServedModel(
                key,
                VERSION,
                GraphSession.load(graph.file()),
                graph.settings(),
                CallLog.NONE,
                graph.statistics()));
  }

  private Graph graph(String name) {
    Graph graph = graphs.get(name);
    if (graph == null) {
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED, "model '" + name + "' is not meant to run here");
    }
    return graph;
  }

  @Override
  public void unload(String name) {
    graph(name);
    ServedModel model = served.remove(name);
    if (model != null) {
      model.release();
    }
  }

  @Override
  public void close() {
    List.copyOf(served.keySet()).forEach(this::unload);
  }
}
