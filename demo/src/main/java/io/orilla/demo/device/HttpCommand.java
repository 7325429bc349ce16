package io.orilla.demo.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orilla simulate http}: a tank behind a web address, until it is told to end. */
@Command(
    name = "http",
    mixinStandardHelpOptions = true,
    description = "Serves a tank with a pump as JSON over HTTP, and says how a source reads it.")
public final class HttpCommand implements Callable<Integer> {
  private static final String SOURCE =
      """
      apiVersion: orilla/v1
      kind: Source
      metadata: {name: tank-http}
      spec:
        node: hall-1
        connector: http
        settings: {url: 'http://127.0.0.1:%d/tank', interval: 1s}
        signals:
        - {name: riva/hall1/water/tank/level, address: '$.level?time=$.time', unit: '%%'}
        - {name: riva/hall1/water/tank/flow, address: '$.flow?time=$.time', unit: l/s}
        - {name: riva/hall1/water/tank/speed, address: '$.speed?time=$.time', unit: 1/min}
        - {name: riva/hall1/water/tank/pumping, address: '$.pumping?time=$.time'}
      """;

  @Option(names = "--port", description = "on this port (default: a free one)")
  private int port;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Tank tank = new Tank();
    AtomicReference<byte[]> shown =
        new AtomicReference<>(Json.bytes(tank.afterSeconds(0).message()));
    HttpServer server = serve(shown);
    try {
      spec.commandLine().getOut().printf(SOURCE, server.getAddress().getPort()).flush();
      Seconds.untilTold(() -> shown.set(Json.bytes(tank.afterSeconds(1).message())));
    } finally {
      server.stop(0);
    }
    return 0;
  }

  private HttpServer serve(AtomicReference<byte[]> shown) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext("/tank", exchange -> answer(exchange, shown.get()));
      server.start();
      return server;
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE,
          "the device cannot listen on port " + port + ": choose another port",
          e);
    }
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
