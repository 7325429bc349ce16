package io.orilla.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.router.Endpoint;
import io.orilla.model.error.OrillaException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** An open port that serves resources, each request on a virtual thread of its own. */
public final class HttpListener implements AutoCloseable {
  private static final Duration STREAM_IDLE = Duration.ofSeconds(60);
  private static final long LARGEST_MESSAGE = 1 << 20;

  private final Javalin javalin;
  private final int port;

  private HttpListener(Javalin javalin) {
    this.javalin = javalin;
    this.port = javalin.port();
  }

  /**
   * Where a listener listens.
   *
   * @param option the command line's option for the port, for the message when it is taken
   * @param port 0 for any free one
   * @param maxBody bytes of a request's body; a longer one is answered 413
   */
  public record Address(String host, int port, String option, long maxBody) {}

  /** Serves plain HTTP; the guard sees each request first. */
  public static HttpListener plain(Address address, Handler guard, List<Resource> resources) {
    return start(address, null, guard, resources);
  }

  /** Serves HTTPS as the factory says; the guard sees each request first. */
  public static HttpListener tls(
      Address address, SslContextFactory.Server tls, Handler guard, List<Resource> resources) {
    return start(address, tls, guard, resources);
  }

  private static HttpListener start(
      Address address,
      SslContextFactory.@Nullable Server tls,
      Handler guard,
      List<Resource> resources) {
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, address);
              config.jetty.addConnector((server, http) -> connector(server, http, address, tls));
              config.routes.before(guard);
              config.routes.wsBeforeUpgrade(guard);
              new ErrorAnswers().register(config.routes);
              resources.forEach(resource -> resource.register(config.routes));
            });
    try {
      javalin.start();
    } catch (RuntimeException e) {
      javalin.stop();
      throw explained(address, e);
    }
    return new HttpListener(javalin);
  }

  private static void configure(JavalinConfig config, Address address) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = address.maxBody();
    config.http.prefer405over404 = true;
    config.jetty.modifyWebSocketServletFactory(HttpListener::bound);
    config.jsonMapper(new RecordJson());
  }

  /** Streams carry small messages, and one that is silent for long is ended. */
  private static void bound(JettyWebSocketServletFactory streams) {
    streams.setIdleTimeout(STREAM_IDLE);
    streams.setMaxBinaryMessageSize(LARGEST_MESSAGE);
    streams.setMaxTextMessageSize(LARGEST_MESSAGE);
  }

  private static ServerConnector connector(
      Server server,
      HttpConfiguration http,
      Address address,
      SslContextFactory.@Nullable Server tls) {
    http.setSendServerVersion(false);
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    ServerConnector connector =
        tls == null
            ? new ServerConnector(server, plain)
            : new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), secured(plain));
    connector.setHost(address.host());
    connector.setPort(address.port());
    return connector;
  }

  /** Nodes dial addresses, so the name they ask for is not compared with the certificate's. */
  private static HttpConnectionFactory secured(HttpConnectionFactory factory) {
    factory.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
    return factory;
  }

  private static OrillaException explained(Address address, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return OrillaException.invalid(
            "cannot listen on %s:%d: %s; stop the program that uses the port, or give another with %s"
                .formatted(address.host(), address.port(), cause.getMessage(), address.option()));
      }
    }
    throw e;
  }

  /** The port, also when any was asked for. */
  public int port() {
    return port;
  }

  /** Method and path of everything that is served, as {@code GET /api/v1/nodes/{name}}. */
  public List<String> served() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(HttpListener::describe)
        .sorted()
        .toList();
  }

  private static String describe(Endpoint endpoint) {
    return endpoint.method.name() + " " + endpoint.path;
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
