package io.orilla.worker.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small tracking server that really keeps experiments and runs, and answers as MLflow does. */
public final class KeptRuns implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> experiments = new LinkedHashMap<>();
  private final Map<String, KeptRun> runs = new LinkedHashMap<>();

  public KeptRuns() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/2.0/mlflow/", this::handle);
    server.start();
  }

  /** What was logged of one run. */
  public static final class KeptRun {
    public final String experiment;
    public final String name;
    public final Map<String, String> tags = new LinkedHashMap<>();
    public final Map<String, String> parameters = new LinkedHashMap<>();
    public final Map<String, Double> metrics = new LinkedHashMap<>();
    public final List<JsonNode> inputs = new ArrayList<>();
    public String status = "RUNNING";
    public long ended;

    private KeptRun(String experiment, String name) {
      this.experiment = experiment;
      this.name = name;
    }
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public synchronized Map<String, String> experiments() {
    return Map.copyOf(experiments);
  }

  /** By id, in the order they were started. */
  public synchronized Map<String, KeptRun> runs() {
    return new LinkedHashMap<>(runs);
  }

  public synchronized KeptRun run(String id) {
    return Optional.ofNullable(runs.get(id)).orElseThrow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String operation = path.substring("/api/2.0/mlflow/".length());
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer =
          exchange.getRequestMethod().equals("GET")
              ? byName(query(exchange))
              : post(operation, Json.read(body, JsonNode.class));
      byte[] json = Json.bytes(answer.body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status, json.length);
      exchange.getResponseBody().write(json);
    }
  }

  private record Answer(int status, Object body) {
    static Answer ok(Object body) {
      return new Answer(200, body);
    }

    static Answer error(int status, String code, String message) {
      return new Answer(status, Map.of("error_code", code, "message", message));
    }
  }

  private static String query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
  }

  private synchronized Answer byName(String name) {
    return Optional.ofNullable(experiments.get(name))
        .map(id -> Answer.ok(Map.of("experiment", Map.of("experiment_id", id, "name", name))))
        .orElse(Answer.error(404, "RESOURCE_DOES_NOT_EXIST", "no experiment '" + name + "'"));
  }

  private synchronized Answer post(String operation, JsonNode body) {
    return switch (operation) {
      case "experiments/create" -> createExperiment(body.required("name").asText());
      case "runs/create" -> createRun(body);
      case "runs/log-batch", "runs/log-inputs", "runs/update" -> change(operation, body);
      default -> Answer.error(404, "ENDPOINT_NOT_FOUND", operation);
    };
  }

  private Answer createExperiment(String name) {
    String id = Integer.toString(experiments.size() + 1);
    return experiments.putIfAbsent(name, id) == null
        ? Answer.ok(Map.of("experiment_id", id))
        : Answer.error(400, "RESOURCE_ALREADY_EXISTS", "experiment '" + name + "' exists");
  }

  private Answer createRun(JsonNode body) {
    String id = "%032x".formatted(runs.size() + 1);
    KeptRun run =
        new KeptRun(body.required("experiment_id").asText(), body.required("run_name").asText());
    addPairs(body.path("tags"), run.tags);
    body.required("start_time").longValue();
    runs.put(id, run);
    return Answer.ok(Map.of("run", Map.of("info", Map.of("run_id", id))));
  }

  private Answer change(String operation, JsonNode body) {
    KeptRun run = runs.get(body.required("run_id").asText());
    if (run == null) {
      return Answer.error(404, "RESOURCE_DOES_NOT_EXIST", "no such run");
    }
    switch (operation) {
      case "runs/log-batch" -> {
        if (body.path("metrics").size() > 1_000) {
          return Answer.error(400, "INVALID_PARAMETER_VALUE", "more than 1000 metrics");
        }
        addPairs(body.path("params"), run.parameters);
        addPairs(body.path("tags"), run.tags);
        body.path("metrics")
            .forEach(
                m -> run.metrics.put(m.required("key").asText(), m.required("value").asDouble()));
      }
      case "runs/log-inputs" -> body.required("datasets").forEach(run.inputs::add);
      default -> {
        run.status = body.required("status").asText();
        run.ended = body.required("end_time").longValue();
      }
    }
    return Answer.ok(Map.of());
  }

  private static void addPairs(JsonNode pairs, Map<String, String> target) {
    pairs.forEach(
        pair -> target.put(pair.required("key").asText(), pair.required("value").asText()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
