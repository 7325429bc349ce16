package io.orilla.inference.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.inference.serving.ModelRepository;
import io.orilla.inference.serving.ModelStatistics;
import io.orilla.inference.serving.ServedModel;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.TensorSpec;
import io.orilla.model.content.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the protocol tells of a server and its models, with what Triton tells besides.
 *
 * @param version of this program
 */
public record Descriptions(String version) {
  public static final String NAME = "orilla";
  public static final String PLATFORM = "onnxruntime_onnx";
  public static final List<String> EXTENSIONS =
      List.of("binary_tensor_data", "model_configuration", "model_repository", "statistics");

  public Object server() {
    return Map.of("name", NAME, "version", version, "extensions", EXTENSIONS);
  }

  public Object metadata(ServedModel model) {
    return Map.of(
        "name",
        model.name(),
        "versions",
        List.of(model.version()),
        "platform",
        PLATFORM,
        "inputs",
        tensors(model.session().inputs()),
        "outputs",
        tensors(model.session().outputs()));
  }

  private static List<Map<String, Object>> tensors(List<TensorSpec> specs) {
    return specs.stream()
        .map(
            spec ->
                Map.<String, Object>of(
                    "name",
                    spec.name(),
                    "datatype",
                    spec.type().name(),
                    "shape",
                    spec.shape().dimensions()))
        .toList();
  }

  /** Triton's model configuration, as far as it says something here. */
  public Object config(ServedModel model) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("name", model.name());
    config.put("platform", PLATFORM);
    config.put("backend", "onnxruntime");
    config.put("max_batch_size", model.maxBatch());
    boolean batches = model.maxBatch() > 0;
    config.put("input", configured(model.session().inputs(), batches));
    config.put("output", configured(model.session().outputs(), batches));
    if (batches) {
      long micros = model.settings().batchDelay().toNanos() / 1000;
      config.put("dynamic_batching", Map.of("max_queue_delay_microseconds", micros));
    }
    return config;
  }

  private static List<Map<String, Object>> configured(List<TensorSpec> specs, boolean batches) {
    return specs.stream()
        .map(
            spec -> {
              Shape shape = batches ? spec.shape().row() : spec.shape();
              String type = spec.type() == DataType.BYTES ? "STRING" : spec.type().name();
              return Map.<String, Object>of(
                  "name", spec.name(), "data_type", "TYPE_" + type, "dims", shape.dimensions());
            })
        .toList();
  }

  public Object statistics(ServedModel model) {
    return Map.of("model_stats", List.of(counts(model)));
  }

  public Object allStatistics(ModelRepository models) {
    List<Object> all = new ArrayList<>();
    for (ModelRepository.Entry entry : models.index()) {
      if (entry.ready()) {
        ServedModel model = models.hold(entry.name(), Optional.empty());
        all.add(counts(model));
        model.release();
      }
    }
    return Map.of("model_stats", all);
  }

  private static Object counts(ServedModel model) {
    ModelStatistics.Snapshot now = model.statistics().now();
    ModelStatistics.Duration nothing = new ModelStatistics.Duration(now.compute().count(), 0);
    List<Object> batches = new ArrayList<>();
    now.batches()
        .forEach((size, runs) -> batches.add(Map.of("batch_size", size, "compute_infer", runs)));
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("name", model.name());
    counts.put("version", model.version());
    counts.put("last_inference", now.last());
    counts.put("inference_count", now.rows());
    counts.put("execution_count", now.runs());
    counts.put("refused_count", now.refused());
    counts.put("logged_count", now.logged());
    counts.put("unlogged_count", now.unlogged());
    counts.put(
        "inference_stats",
        Map.of(
            "success",
            now.success(),
            "fail",
            now.failure(),
            "queue",
            now.queue(),
            "compute_input",
            nothing,
            "compute_infer",
            now.compute(),
            "compute_output",
            now.answer()));
    counts.put("batch_stats", batches);
    return counts;
  }

  /**
   * @param request whether only those are wanted that are ready, in JSON; may be empty
   */
  public Object index(ModelRepository models, byte[] request) {
    boolean readyOnly =
        request.length > 0 && Json.read(request, JsonNode.class).path("ready").asBoolean();
    return models.index().stream()
        .filter(entry -> entry.ready() || !readyOnly)
        .map(
            entry ->
                Map.of(
                    "name",
                    entry.name(),
                    "version",
                    entry.version(),
                    "state",
                    entry.ready() ? "READY" : "UNAVAILABLE",
                    "reason",
                    entry.reason()))
        .toList();
  }
}
