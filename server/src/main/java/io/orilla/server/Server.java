package io.orilla.server;

import io.orilla.lake.appender.Appender;
import io.orilla.lake.appender.AppenderSettings;
import io.orilla.lake.inbox.Inbox;
import io.orilla.lake.inbox.InboxLimits;
import io.orilla.lake.table.Lake;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.process.ProgramHome;
import io.orilla.model.process.ProgramVersion;
import io.orilla.server.access.Access;
import io.orilla.server.access.ApiTokenResource;
import io.orilla.server.access.ApiTokens;
import io.orilla.server.access.AuditTrail;
import io.orilla.server.backup.BackupResource;
import io.orilla.server.backup.Backups;
import io.orilla.server.connector.ConnectorResource;
import io.orilla.server.document.Documents;
import io.orilla.server.document.ModelVersions;
import io.orilla.server.http.ConsoleResource;
import io.orilla.server.http.HttpListener;
import io.orilla.server.http.OpenApiResource;
import io.orilla.server.http.PeopleGuard;
import io.orilla.server.http.Resource;
import io.orilla.server.node.NodeGuard;
import io.orilla.server.registry.ChampionAlias;
import io.orilla.server.registry.GraphImport;
import io.orilla.server.registry.ModelRegistry;
import io.orilla.server.registry.ModelResource;
import io.orilla.server.registry.ModelVersion;
import io.orilla.server.store.Database;
import io.orilla.server.table.TableResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The control plane in one process, put together here and nowhere else. Read the constructor from
 * top to bottom to see what there is.
 */
public final class Server implements AutoCloseable {
  private static final long MAX_PEOPLE_BODY = 16 << 20;
  private static final long MAX_NODE_BODY = 33 << 20;

  private final ServerSettings settings;

  /** Whole microseconds, as times are kept: what is answered now reads the same after a restart. */
  private final Clock clock;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final HttpListener people;
  private final HttpListener nodes;

  private Server(ServerSettings settings, Clock source) {
    this.settings = settings;
    this.clock = Clock.tick(source, Duration.ofNanos(1_000));
    try {
      ProgramHome folder = opens(ProgramHome.open(settings.home().path()));
      forgetReady();
      Database database = opens(Database.open(settings.home().database()));
      Clockwork clockwork = opens(new Clockwork());
      BlobStore blobs = new BlobStore(settings.home().blobs());
      blobs.removePartial();
      Lake lake = opens(Lake.open(settings.home().path()));
      Inbox inbox = opens(Inbox.open(settings.home().inbox(), InboxLimits.DEFAULT, clock));
      Appender appender = opens(appender(lake, inbox));
      ModelRegistry registry = new ModelRegistry(database, blobs, clock);
      ModelVersions models =
          model -> registry.version(model.name(), model.version()).map(ModelVersion::bundle);

      Admission admission =
          new Admission(settings, database, clockwork, this::nodeAddresses, clock);
      Steering steering =
          opens(
              new Steering(
                  database,
                  blobs,
                  settings.home().outputs(),
                  models,
                  admission,
                  inbox,
                  clockwork,
                  clock));
      Documents documents = steering.documents();
      Watching watching =
          new Watching(
              lake, inbox, appender, documents, registry, steering.states(), admission.nodes());
      new ChampionAlias(documents, registry).follow();
      Training training =
          new Training(
              settings,
              database,
              documents,
              registry,
              lake,
              appender,
              watching.predictions()::find,
              clock);
      Home home =
          new Home(
              inbox,
              documents,
              steering.fleet(),
              steering.reports(),
              watching.live(),
              training.facts(),
              clock);

      steering.start();
      nodes = opens(nodeListener(admission, steering));
      ApiTokens apiTokens = new ApiTokens(database, clock);
      List<Resource> others =
          List.of(
              new ModelResource(registry, steering.fleet()::running),
              new GraphImport(registry, blobs),
              new ConnectorResource(),
              new TableResource(lake),
              new ApiTokenResource(apiTokens),
              new AuditTrail(database, clock),
              home.resource(),
              new BackupResource(
                  new Backups(
                      settings.home(), ProgramVersion.TEXT, appender, steering.gate(), clock)),
              new OpenApiResource(),
              new ConsoleResource(settings.console()));
      people =
          opens(
              peopleListener(
                  new Access(apiTokens),
                  Stream.of(
                          steering.forPeople(), training.resources(), watching.resources(), others)
                      .flatMap(List::stream)
                      .toList()));
      opens(home);
      opens(training).start(address());
      opens(steering::releaseWaiting);
      folder.writeReady(Ready.FILE, ready());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a server; it serves when this returns.
   *
   * @throws io.orilla.model.error.OrillaException when its home or a port is in use, or what it
   *     keeps cannot be read
   */
  public static Server start(ServerSettings settings) {
    return start(settings, Clock.systemUTC());
  }

  /** As {@link #start(ServerSettings)}, by another clock than the machine's. */
  public static Server start(ServerSettings settings, Clock clock) {
    return new Server(settings, clock);
  }

  /** A file of the last run would tell a wrong address. */
  private void forgetReady() {
    try {
      Files.deleteIfExists(settings.home().path().resolve(Ready.FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Appender appender(Lake lake, Inbox inbox) {
    AppenderSettings every = AppenderSettings.DEFAULT.every(settings.commitInterval());
    return Appender.start(lake, inbox, every, settings.home().quarantine());
  }

  private HttpListener nodeListener(Admission admission, Steering steering) {
    return HttpListener.tls(
        new HttpListener.Address(
            settings.listeners().nodeHost(),
            settings.listeners().nodePort(),
            "--node-port",
            MAX_NODE_BODY),
        admission.tls(),
        new NodeGuard(admission.nodes(), steering.fleet()::saw),
        steering.forNodes());
  }

  private HttpListener peopleListener(Access access, List<Resource> resources) {
    PeopleGuard pages = new PeopleGuard(settings.listeners().host());
    return HttpListener.plain(
        new HttpListener.Address(
            settings.listeners().host(), settings.listeners().port(), "--port", MAX_PEOPLE_BODY),
        context -> {
          pages.handle(context);
          access.handle(context);
        },
        resources);
  }

  private Ready ready() {
    return new Ready(
        ProcessHandle.current().pid(), address(), nodeAddresses().getFirst(), ProgramVersion.TEXT);
  }

  private String address() {
    return "http://" + settings.listeners().host() + ":" + port();
  }

  private <T extends AutoCloseable> T opens(T resource) {
    opened.push(resource);
    return resource;
  }

  /** The port of the people's listener. */
  public int port() {
    return people.port();
  }

  /** The port of the nodes' listener. */
  public int nodePort() {
    return settings.listeners().nodePort() == 0 ? nodes.port() : settings.listeners().nodePort();
  }

  /** What the people's listener serves, as {@code GET /api/v1/nodes/{name}}. */
  List<String> served() {
    return people.served();
  }

  private List<String> nodeAddresses() {
    int reached =
        settings.listeners().forwardedPort() == 0
            ? nodePort()
            : settings.listeners().forwardedPort();
    return settings.names().stream()
        .map(name -> name.contains(":") ? "[" + name + "]" : name)
        .map(host -> "https://" + host + ":" + reached)
        .toList();
  }

  /** Stops what was started, the last first; what fails to stop does not keep the rest. */
  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      Closing.close(opened.pop());
    }
  }
}
