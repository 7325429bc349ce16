package io.orilla.inference.rest;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.orilla.inference.protocol.Descriptions;
import io.orilla.inference.serving.Call;
import io.orilla.inference.serving.LivePredictions;
import io.orilla.inference.serving.ModelRepository;
import io.orilla.inference.serving.QuickRunner;
import io.orilla.inference.serving.ServedModel;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What the addresses answer, on the event loop. */
final class RestAnswers {
  private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

  private final ModelRepository models;
  private final LivePredictions live;
  private final QuickRunner runner;
  private final Descriptions descriptions;

  RestAnswers(
      ModelRepository models, LivePredictions live, QuickRunner runner, Descriptions descriptions) {
    this.models = models;
    this.live = live;
    this.runner = runner;
    this.descriptions = descriptions;
  }

  /** No page of the web is to ask this machine through a name of its own. */
  void admit(HttpRequest request, Route route) {
    String host = request.headers().get(HttpHeaderNames.HOST);
    if (host == null || !isLoopback(host)) {
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED, "this address is for this machine alone: ask 127.0.0.1");
    }
  }

  private static boolean isLoopback(String host) {
    int port = host.lastIndexOf(':');
    return HOSTS.contains(host) || port > 0 && HOSTS.contains(host.substring(0, port));
  }

  ServedModel hold(Route route) {
    return models.hold(route.model(), route.version());
  }

  void submit(ServedModel model, Call call) {
    runner.submit(model, call);
  }

  void answer(Route route, RestConnection connection) {
    switch (route.kind()) {
      case SERVER -> send(connection, 200, descriptions.server());
      case LIVE -> send(connection, 200, Map.of("live", true, "ready", true));
      case READY -> {
        boolean ready = models.index().stream().allMatch(ModelRepository.Entry::ready);
        send(connection, ready ? 200 : 400, Map.of("live", ready, "ready", ready));
      }
      case MODEL -> send(connection, 200, held(route, descriptions::metadata));
      case MODEL_READY -> ready(route, connection);
      case CONFIG -> send(connection, 200, held(route, descriptions::config));
      case STATISTICS -> send(connection, 200, held(route, descriptions::statistics));
      case ALL_STATISTICS -> send(connection, 200, descriptions.allStatistics(models));
      case INDEX -> send(connection, 200, descriptions.index(models, connection.content()));
      case LOAD -> {
        models.load(route.model());
        send(connection, 200, Map.of());
      }
      case UNLOAD -> {
        models.unload(route.model());
        send(connection, 200, Map.of());
      }
      case LATEST -> latest(route.model(), connection);
      case INFER -> throw new IllegalStateException(route.toString());
    }
  }

  private void latest(String model, RestConnection connection) {
    if (connection.wantsEvents()) {
      EventStream stream = connection.stream();
      live.latest(model).ifPresent(stream::send);
      stream.onClose(live.follow(model, stream::send));
      return;
    }
    Object prediction =
        live.latest(model)
            .orElseThrow(
                () ->
                    OrillaException.notFound(
                        "model '" + model + "' has decided no window since the agent started"));
    send(connection, 200, prediction);
  }

  private void ready(Route route, RestConnection connection) {
    try {
      hold(route).release();
      send(connection, 200, Map.of("name", route.model(), "ready", true));
    } catch (OrillaException e) {
      if (e.code() != ErrorCode.PEER_UNAVAILABLE) {
        throw e;
      }
      send(connection, 400, Map.of("name", route.model(), "ready", false, "error", e.text()));
    }
  }

  private Object held(Route route, Function<ServedModel, Object> describe) {
    ServedModel model = hold(route);
    try {
      return describe.apply(model);
    } finally {
      model.release();
    }
  }

  private static void send(RestConnection connection, int status, Object content) {
    connection.reply(Reply.json(connection.allocator(), status, content, connection.keepsAlive()));
  }
}
