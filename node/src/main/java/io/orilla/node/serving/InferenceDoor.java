package io.orilla.node.serving;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.workload.Workloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of the Open Inference Protocol. Until the first client comes it is a socket that
 * somebody waits at, and nothing else: what serves is loaded then.
 */
public final class InferenceDoor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(InferenceDoor.class);

  private final InferenceSettings settings;
  private final String version;
  private final @Nullable ServerSocketChannel socket;
  private volatile @Nullable Workloads workloads;
  private @Nullable Serving opened;
  private boolean closed;

  private InferenceDoor(
      InferenceSettings settings, String version, @Nullable ServerSocketChannel socket) {
    this.settings = settings;
    this.version = version;
    this.socket = socket;
  }

  /**
   * Takes the port, when there is to be one; clients wait until {@link #serve}.
   *
   * @param version of this program
   * @throws OrillaException INVALID_ARGUMENT when the port is taken
   */
  public static InferenceDoor bind(InferenceSettings settings, String version) {
    if (!settings.open()) {
      return new InferenceDoor(settings, version, null);
    }
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
    try {
      return new InferenceDoor(settings, version, settings.rest().listen(address));
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.INVALID_ARGUMENT,
          "port %d on loopback cannot be opened for inference (%s); set another as inference.port"
              .formatted(settings.port(), e.getMessage()),
          e);
    }
  }

  /** The models to serve from now on. */
  public void serve(Workloads next) {
    boolean first = workloads == null;
    workloads = next;
    if (!first || socket == null) {
      return;
    }
    if (settings.isDeclared()) {
      open(socket);
    } else {
      Thread.ofVirtual().name("inference-door").start(() -> awaitFirst(socket));
    }
  }

  private void awaitFirst(ServerSocketChannel waiting) {
    try {
      SocketChannel first = waiting.accept();
      open(waiting).ifPresent(serving -> serving.adopt(first));
    } catch (AsynchronousCloseException e) {
      log.debug("nobody came", e);
    } catch (IOException | RuntimeException e) {
      log.error("Models cannot be served", e);
    }
  }

  private synchronized Optional<Serving> open(ServerSocketChannel waiting) {
    if (!closed) {
      opened = new Serving(waiting, settings, version, this::current);
    }
    return Optional.ofNullable(opened);
  }

  private Workloads current() {
    return Objects.requireNonNull(workloads);
  }

  /** Where it is; empty when the node serves nobody. */
  public Optional<String> address() {
    return Optional.ofNullable(socket)
        .map(bound -> "http://127.0.0.1:" + bound.socket().getLocalPort());
  }

  /** Where gRPC is; empty when it was not asked for. */
  public synchronized Optional<String> grpcAddress() {
    return Optional.ofNullable(opened).flatMap(Serving::grpcPort).map(port -> "127.0.0.1:" + port);
  }

  /** Where others than this machine ask; empty when they cannot. */
  public synchronized Optional<String> beyondAddress() {
    return Optional.ofNullable(opened)
        .flatMap(Serving::beyondPort)
        .map(port -> "https://" + settings.beyond().orElseThrow().host() + ":" + port);
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      if (opened != null) {
        opened.close();
      }
      if (socket != null) {
        socket.close();
      }
    } catch (Exception e) {
      log.warn("The door of inference is not closed: {}", e.getMessage());
    }
  }
}
