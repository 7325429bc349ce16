package io.orilla.inference.rest;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.orilla.inference.protocol.Descriptions;
import io.orilla.inference.serving.Admission;
import io.orilla.inference.serving.Call;
import io.orilla.inference.serving.Engine;
import io.orilla.inference.serving.LivePredictions;
import io.orilla.inference.serving.ModelRepository;
import io.orilla.inference.serving.QuickRunner;
import io.orilla.inference.serving.ServedModel;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.Map;
import java.util.function.Function;

/** What the addresses answer, on the event loop. */
final class RestAnswers {
  private final ModelRepository models;
  private final LivePredictions live;
  private final QuickRunner runner;
  private final Descriptions descriptions;
  private final Admission admission;
  private final Outbox outbox;

  RestAnswers(Engine engine, Admission admission, QuickRunner runner, Outbox outbox) {
    this.models = engine.models();
    this.live = engine.live();
    this.descriptions = new Descriptions(engine.version());
    this.admission = admission;
    this.runner = runner;
    this.outbox = outbox;
  }

  void admit(HttpRequest request, Route route) {
    admission.admit(
        said(request, HttpHeaderNames.HOST),
        said(request, HttpHeaderNames.AUTHORIZATION),
        route.model());
  }

  private static String said(HttpRequest request, CharSequence header) {
    String value = request.headers().get(header);
    return value == null ? "" : value;
  }

  ServedModel hold(Route route) {
    return models.hold(route.model(), route.version());
  }

  void requireRoom(ServedModel model) {
    runner.requireRoom(model);
  }

  Outbox outbox() {
    return outbox;
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
