package io.orilla.server;

import io.javalin.http.Handler;
import io.orilla.lake.appender.Appender;
import io.orilla.lake.appender.AppenderSettings;
import io.orilla.lake.inbox.Inbox;
import io.orilla.lake.inbox.InboxLimits;
import io.orilla.lake.table.Lake;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.process.ProgramHome;
import io.orilla.server.authority.CertificateAuthority;
import io.orilla.server.authority.JoinTokens;
import io.orilla.server.authority.ServerIdentity;
import io.orilla.server.authority.StateSigner;
import io.orilla.server.blob.BlobResource;
import io.orilla.server.desired.DesiredController;
import io.orilla.server.desired.DesiredResource;
import io.orilla.server.desired.DesiredStates;
import io.orilla.server.document.DocumentResource;
import io.orilla.server.document.Documents;
import io.orilla.server.document.ModelVersions;
import io.orilla.server.fleet.Fleet;
import io.orilla.server.fleet.FleetObserver;
import io.orilla.server.fleet.LaneReports;
import io.orilla.server.fleet.NodeReports;
import io.orilla.server.fleet.NodeResource;
import io.orilla.server.http.HttpListener;
import io.orilla.server.http.OpenApiResource;
import io.orilla.server.http.PeopleGuard;
import io.orilla.server.http.Resource;
import io.orilla.server.journal.JournalResource;
import io.orilla.server.node.EnrolmentResource;
import io.orilla.server.node.NodeGuard;
import io.orilla.server.node.Nodes;
import io.orilla.server.node.TokenResource;
import io.orilla.server.registry.ChampionAlias;
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
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The control plane in one process, put together here and nowhere else. Read the constructor from
 * top to bottom to see what there is.
 */
public final class Server implements AutoCloseable {
  private static final long MAX_PEOPLE_BODY = 16 << 20;
  private static final long MAX_NODE_BODY = 33 << 20;

  private final ServerSettings settings;

  /** Whole microseconds, as times are kept: what is answered now reads the same after a restart. */
  private final Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final HttpListener people;
  private final HttpListener nodes;

  private Server(ServerSettings settings) {
    this.settings = settings;
    try {
      ProgramHome folder = opens(ProgramHome.open(settings.home()));
      forgetReady();
      Database database = opens(Database.open(settings.database()));
      Clockwork clockwork = opens(new Clockwork());
      BlobStore blobs = new BlobStore(settings.blobs());
      blobs.removePartial();
      ModelRegistry registry = new ModelRegistry(database, blobs, clock);
      ModelVersions models =
          model -> registry.version(model.name(), model.version()).map(ModelVersion::bundle);
      Documents documents = new Documents(database, models, blobs, clock);

      CertificateAuthority authority = CertificateAuthority.open(settings.authority(), clock);
      ServerIdentity identity =
          new ServerIdentity(authority, settings.authority(), settings.certifiedNames(), clock);
      clockwork.every(Duration.ofHours(1), "renew the server's certificate", identity::renewIfDue);
      StateSigner signer = StateSigner.open(settings.authority());
      JoinTokens tokens = new JoinTokens(database, authority, clock);
      Nodes enrolled = new Nodes(database, authority, tokens, clock);

      Fleet fleet = opens(new Fleet(database, clock));
      clockwork.every(Duration.ofSeconds(5), "save when nodes were last seen", fleet::saveLastSeen);
      DesiredStates states = new DesiredStates(database, models, signer, clock);
      opens(new DesiredController(documents, enrolled, states)).start();

      Lake lake = opens(Lake.open(settings.home()));
      Inbox inbox = opens(Inbox.open(settings.inbox(), InboxLimits.DEFAULT, clock));
      Appender appender =
          opens(
              Appender.start(
                  lake,
                  inbox,
                  AppenderSettings.DEFAULT.every(settings.commitInterval()),
                  settings.quarantine()));
      Watching watching =
          new Watching(lake, inbox, appender, documents, registry, states, enrolled);
      NodeReports reports = new NodeReports(enrolled, fleet, states, new LaneReports(inbox));

      nodes =
          opens(
              nodeListener(
                  identity,
                  new NodeGuard(enrolled, fleet::saw),
                  List.of(
                      new EnrolmentResource(enrolled, authority, signer, this::nodeAddresses),
                      new DesiredResource(states),
                      new BlobResource(blobs, states),
                      new JournalResource(inbox, fleet))));
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
      List<Resource> resources = new ArrayList<>(training.resources());
      resources.add(new OpenApiResource());
      resources.add(
          new DocumentResource(documents, List.of(new FleetObserver(documents, enrolled, fleet))));
      resources.add(new TokenResource(tokens, enrolled, this::nodeAddresses));
      resources.add(new NodeResource(reports, fleet));
      resources.add(new ModelResource(registry, fleet::running));
      resources.add(new TableResource(lake));
      resources.addAll(watching.resources());
      Home home =
          new Home(inbox, documents, fleet, reports, watching.live(), training.facts(), clock);
      resources.add(home.resource());
      people = opens(peopleListener(resources));
      opens(home);
      opens(training).start(address());
      opens(states);
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
    return new Server(settings);
  }

  /** A file of the last run would tell a wrong address. */
  private void forgetReady() {
    try {
      Files.deleteIfExists(settings.home().resolve(Ready.FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpListener nodeListener(
      ServerIdentity identity, Handler guard, List<Resource> resources) {
    return HttpListener.tls(
        new HttpListener.Address(
            settings.nodeHost(), settings.nodePort(), "--node-port", MAX_NODE_BODY),
        identity.tls(),
        guard,
        resources);
  }

  private HttpListener peopleListener(List<Resource> resources) {
    return HttpListener.plain(
        new HttpListener.Address(settings.host(), settings.port(), "--port", MAX_PEOPLE_BODY),
        new PeopleGuard(settings.host()),
        resources);
  }

  private Ready ready() {
    return new Ready(
        ProcessHandle.current().pid(), address(), nodeAddresses().getFirst(), settings.version());
  }

  private String address() {
    return "http://" + settings.host() + ":" + port();
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
    return settings.nodePort() == 0 ? nodes.port() : settings.nodePort();
  }

  /** What the people's listener serves, as {@code GET /api/v1/nodes/{name}}. */
  List<String> served() {
    return people.served();
  }

  private List<String> nodeAddresses() {
    return settings.names().stream()
        .map(name -> name.contains(":") ? "[" + name + "]" : name)
        .map(host -> "https://" + host + ":" + nodePort())
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
