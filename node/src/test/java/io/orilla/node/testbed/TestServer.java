package io.orilla.node.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.command.Action;
import io.orilla.model.command.Command;
import io.orilla.model.command.CommandId;
import io.orilla.model.command.CommandList;
import io.orilla.model.command.SignedCommands;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredAnswer;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.KnownVersions;
import io.orilla.model.desired.SignedState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.model.node.Enrolment;
import io.orilla.model.node.JoinToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The server's side of a node's requests, in memory; it can be stopped and started again. */
public final class TestServer implements AutoCloseable {
  private final TestAuthority authority = new TestAuthority();
  private final SSLContext tls;
  private final KeyPair stateKeys;
  private final BlobStore blobs;
  private final TestInbox inbox = new TestInbox();
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final TestTransfers transfers;
  private int port;
  private @Nullable HttpsServer server;
  private @Nullable SignedState desired;
  private StateVersion version = StateVersion.NONE;
  private final List<Command> commands = new ArrayList<>();
  private final Map<String, ByteArrayOutputStream> answers = new ConcurrentHashMap<>();
  private @Nullable SignedCommands signedCommands;
  private StateVersion commandsVersion = StateVersion.NONE;

  public TestServer(Path folder) throws Exception {
    this.tls = authority.serverTls();
    this.blobs = new BlobStore(folder);
    this.transfers = new TestTransfers(blobs);
    this.stateKeys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    start();
  }

  /** Listens, on the same port as before. */
  public synchronized void start() throws IOException {
    HttpsServer starting =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    starting.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    starting.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    starting.createContext("/", this::answer);
    starting.start();
    port = starting.getAddress().getPort();
    server = starting;
  }

  public synchronized void stop() {
    if (server != null) {
      server.stop(0);
      server = null;
      notifyAll();
    }
  }

  public String address() {
    return "https://127.0.0.1:" + port;
  }

  public TestAuthority authority() {
    return authority;
  }

  public BlobStore blobs() {
    return blobs;
  }

  /** What nodes have delivered. */
  public TestInbox inbox() {
    return inbox;
  }

  /** How blobs are sent, which tests make fail. */
  public TestTransfers transfers() {
    return transfers;
  }

  public String token() throws Exception {
    String secret = "secret-" + secrets.size();
    secrets.add(secret);
    return new JoinToken(List.of(address()), authority.fingerprint(), secret).encode();
  }

  /** Issues the next version of the node's desired state. */
  public StateVersion declare(
      ObjectName node, List<DesiredState.Source> sources, List<DesiredState.Workload> workloads) {
    return declare(node, sources, workloads, List.of());
  }

  /** Issues the next version, which also takes champions away. */
  public synchronized StateVersion declare(
      ObjectName node,
      List<DesiredState.Source> sources,
      List<DesiredState.Workload> workloads,
      List<ObjectName> removed) {
    return declare(node, sources, workloads, removed, List.of(), List.of());
  }

  /** Issues the next version, which also has alarms and outputs. */
  public synchronized StateVersion declare(
      ObjectName node,
      List<DesiredState.Source> sources,
      List<DesiredState.Workload> workloads,
      List<ObjectName> removed,
      List<DesiredState.Alarm> alarms,
      List<DesiredState.Output> outputs) {
    version = new StateVersion(1, version.counter() + 1);
    DesiredState state =
        new DesiredState(
            node, version, Instant.EPOCH, sources, workloads, removed, List.of(), alarms, outputs);
    issue(SignedState.sign(state, stateKeys.getPrivate()));
    return version;
  }

  /** Issues the next version, which also asks about workloads that are not to be run. */
  public synchronized StateVersion ask(
      ObjectName node,
      List<DesiredState.Source> sources,
      List<DesiredState.Workload> workloads,
      List<DesiredState.Workload> plans) {
    version = new StateVersion(1, version.counter() + 1);
    DesiredState state =
        new DesiredState(
            node,
            version,
            Instant.EPOCH,
            sources,
            workloads,
            List.of(),
            plans,
            List.of(),
            List.of());
    issue(SignedState.sign(state, stateKeys.getPrivate()));
    return version;
  }

  /** Gives out any bytes as the newest desired state. */
  public synchronized void issue(SignedState state) {
    desired = state;
    notifyAll();
  }

  /** The newest desired state, as it is handed out. */
  public synchronized SignedState desired() {
    return Objects.requireNonNull(desired, "nothing is declared yet");
  }

  /** Gives the node a command, in a list with all before it. */
  public synchronized Command command(ObjectName node, Action action, Instant deadline) {
    Command command =
        new Command(CommandId.random(new SecureRandom()), Instant.now(), deadline, "anna", action);
    commands.add(command);
    repeatCommands(node);
    return command;
  }

  /** Issues the list of all commands that were ever given, as a newer version. */
  public synchronized void repeatCommands(ObjectName node) {
    commandsVersion = new StateVersion(1, commandsVersion.counter() + 1);
    issue(
        SignedCommands.sign(
            new CommandList(node, commandsVersion, commands), stateKeys.getPrivate()));
  }

  /** Gives out any bytes as the newest commands. */
  public synchronized void issue(SignedCommands list) {
    signedCommands = list;
    notifyAll();
  }

  /** What the node answered to a command until now. */
  public byte[] answered(CommandId id) {
    ByteArrayOutputStream answer = answers.get(id.text());
    return answer == null ? new byte[0] : answer.toByteArray();
  }

  private void answers(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String id = path.substring("/node/v1/answers/".length());
    ByteArrayOutputStream answer =
        answers.computeIfAbsent(id, first -> new ByteArrayOutputStream());
    answer.write(exchange.getRequestBody().readAllBytes());
    send(exchange, 200, Json.bytes(Map.of("through", answer.size(), "wanted", true)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        route(exchange);
      } catch (OrillaException e) {
        send(exchange, e.code().kind().httpStatus(), Json.bytes(Problem.of(e)));
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  private void route(HttpExchange exchange) throws Exception {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/node/v1/enrol")) {
      enrol(exchange);
      return;
    }
    refuseStrangers((HttpsExchange) exchange);
    switch (path) {
      case "/node/v1/desired" -> desired(exchange);
      case "/node/v1/journal" -> journal(exchange);
      case String answer when answer.startsWith("/node/v1/answers/") -> answers(exchange);
      default -> transfers.send(exchange, new Digest(path.substring("/node/v1/blobs/".length())));
    }
  }

  private static void refuseStrangers(HttpsExchange exchange) {
    try {
      exchange.getSSLSession().getPeerCertificates();
    } catch (SSLPeerUnverifiedException e) {
      throw new OrillaException(ErrorCode.NOT_ALLOWED, "no certificate", e);
    }
  }

  private void enrol(HttpExchange exchange) throws Exception {
    Enrolment.Request request =
        Json.read(exchange.getRequestBody().readAllBytes(), Enrolment.Request.class);
    PublicKey key =
        KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(request.publicKey()));
    request.verify(key);
    if (!secrets.remove(request.secret())) {
      throw new OrillaException(ErrorCode.TOKEN_REFUSED, "this token is unknown or was used");
    }
    Enrolment.Answer answer =
        new Enrolment.Answer(
            request.node(),
            TestAuthority.pem(authority.issueClient(request.node().text(), key)),
            List.of(TestAuthority.pem(authority.certificate())),
            stateKeys.getPublic().getEncoded(),
            List.of(address()));
    send(exchange, 200, Json.bytes(answer));
  }

  private void desired(HttpExchange exchange) throws Exception {
    String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
    DesiredAnswer newer = await(KnownVersions.parse(tag == null ? "" : tag));
    byte[] body = newer.isEmpty() ? new byte[0] : newer.encode();
    send(exchange, newer.isEmpty() ? 304 : 200, body);
  }

  private synchronized DesiredAnswer await(KnownVersions known) throws InterruptedException {
    long until = System.nanoTime() + 500_000_000;
    while (server != null && System.nanoTime() < until && newer(known).isEmpty()) {
      wait(50);
    }
    return newer(known);
  }

  private DesiredAnswer newer(KnownVersions known) {
    return new DesiredAnswer(
        Optional.ofNullable(desired).filter(state -> !versionOf(state).equals(known.state())),
        Optional.ofNullable(signedCommands)
            .filter(list -> !commandsVersion.equals(known.commands())));
  }

  private static StateVersion versionOf(SignedState state) {
    return Json.read(state.payload(), DesiredState.class).version();
  }

  private void journal(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean zstd = "zstd".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    TestInbox.Answer answer = answer(body, zstd);
    if (answer.status() > 0) {
      send(exchange, answer.status(), Json.bytes(answer.body()));
    }
  }

  private TestInbox.Answer answer(byte[] body, boolean zstd) {
    try {
      return inbox.take(inbox.read(body, zstd));
    } catch (OrillaException refused) {
      return new TestInbox.Answer(refused.code().kind().httpStatus(), Problem.of(refused));
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    transfers.release();
    stop();
  }
}
