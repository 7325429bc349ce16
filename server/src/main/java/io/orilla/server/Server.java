package io.orilla.server;

import io.orilla.server.http.HttpListener;
import io.orilla.server.http.Resource;
import io.orilla.server.mlflow.MlflowResource;
import io.orilla.server.store.Database;
import io.orilla.server.tracking.ExperimentOperations;
import io.orilla.server.tracking.ExperimentStore;
import io.orilla.server.tracking.LogOperations;
import io.orilla.server.tracking.RunId;
import io.orilla.server.tracking.RunOperations;
import io.orilla.server.tracking.RunResource;
import io.orilla.server.tracking.RunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The control plane in one process, put together here and nowhere else. Read {@link #start} from
 * top to bottom to see what there is.
 */
public final class Server implements AutoCloseable {
  private static final long MAX_DOCUMENT_BYTES = 16 << 20;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Clock clock = Clock.systemUTC();
  private final HttpListener people;

  private Server(ServerSettings settings) {
    makeHome(settings);
    Database database = opens(Database.open(settings.database()));
    List<Resource> resources = new ArrayList<>(tracking(database));
    people =
        opens(
            HttpListener.plain(
                new HttpListener.Address(
                    settings.host(), settings.port(), "--port", MAX_DOCUMENT_BYTES),
                context -> {},
                resources));
  }

  public static Server start(ServerSettings settings) {
    return new Server(settings);
  }

  private static void makeHome(ServerSettings settings) {
    try {
      Files.createDirectories(settings.home());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Resource> tracking(Database database) {
    ExperimentStore experiments = new ExperimentStore(database, clock);
    RunStore runs = new RunStore(database, clock);
    return List.of(
        new MlflowResource(
            List.of(
                new ExperimentOperations(experiments),
                new RunOperations(runs, RunId::random),
                new LogOperations(runs))),
        new RunResource(experiments, runs));
  }

  private <T extends AutoCloseable> T opens(T resource) {
    opened.push(resource);
    return resource;
  }

  /** The port of the people's listener. */
  public int port() {
    return people.port();
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("closing the server", e);
      }
    }
  }
}
