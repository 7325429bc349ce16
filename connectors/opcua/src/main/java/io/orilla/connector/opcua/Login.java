package io.orilla.connector.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.Deadline;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.connector.peer.PemFile;
import io.orilla.model.error.OrillaException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.sdk.client.identity.X509IdentityProvider;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets sessions at a server, with what it takes: the endpoint of the wanted security, a certificate
 * on either side, a user. Closing leaves no thread behind. Used by one thread.
 */
final class Login implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Login.class);
  private static final int SESSION_TIMEOUT_MILLIS = 30_000;

  private final OpcUaSettings settings;
  private final MiloThreads threads;
  private final Closing closing;
  private final InstantSource clock;
  private final ServerTrust trust;
  private volatile CompletableFuture<Void> leaving = CompletableFuture.completedFuture(null);

  /**
   * @param name of the threads
   */
  Login(OpcUaSettings settings, String name, Closing closing, InstantSource clock) {
    this.settings = settings;
    this.threads = new MiloThreads(name);
    this.closing = closing;
    this.clock = clock;
    this.trust = new ServerTrust(settings, clock);
  }

  /**
   * A client with a session by then, to be left when it is needed no more.
   *
   * @throws OrillaException PEER_UNAVAILABLE with the reason, and what to do about it
   */
  OpcUaClient connect(Deadline deadline) {
    List<EndpointDescription> offered =
        closing.await(
            DiscoveryClient.getEndpoints(settings.endpoint(), threads::configure),
            deadline.left(Closing.PATIENCE),
            "asking " + settings.endpoint() + " for its endpoints");
    EndpointDescription endpoint = new Endpoints(settings).choose(offered);
    if (settings.security() == SecurityPolicy.None) {
      return connect(config(endpoint), Optional.empty(), deadline);
    }
    if (settings.isDeprecated()) {
      log.warn("{}: {} is a weak security policy", settings.endpoint(), settings.security());
    }
    Algorithms.provideFor(settings.security());
    trust.check(certificates(endpoint), endpoint.getServer().getApplicationUri());
    return connect(endpoint, ClientCertificate.ofNode(clock), deadline);
  }

  private List<X509Certificate> certificates(EndpointDescription endpoint) {
    try {
      return CertificateUtil.decodeCertificates(endpoint.getServerCertificate().bytesOrEmpty());
    } catch (UaException e) {
      throw Closing.unavailable(settings.endpoint() + " shows a damaged certificate", e);
    }
  }

  /** With the newest certificate, or, where a server does not trust it yet, the one before. */
  private OpcUaClient connect(
      EndpointDescription endpoint, ClientCertificate own, Deadline deadline) {
    for (X509Certificate earlier : own.earlier(clock.instant())) {
      try {
        return connect(shown(endpoint, own, own.newest()), Optional.of(own), deadline);
      } catch (OrillaException e) {
        if (!Refusal.isOfCertificate(e)) {
          throw e;
        }
        log.warn("{}; until {} the one before may do", e.text(), earlier.getNotAfter().toInstant());
        return connect(shown(endpoint, own, earlier), Optional.of(own), deadline);
      }
    }
    return connect(shown(endpoint, own, own.newest()), Optional.of(own), deadline);
  }

  private OpcUaClientConfigBuilder shown(
      EndpointDescription endpoint, ClientCertificate own, X509Certificate certificate) {
    return config(endpoint)
        .setApplicationUri(ClientCertificate.uri(certificate))
        .setKeyPair(own.keys())
        .setCertificate(certificate)
        .setCertificateChain(new X509Certificate[] {certificate});
  }

  private OpcUaClientConfigBuilder config(EndpointDescription endpoint) {
    return OpcUaClientConfig.builder()
        .setEndpoint(endpoint)
        .setApplicationName(LocalizedText.english("Orilla node"))
        .setApplicationUri("urn:orilla:node")
        .setProductUri("urn:orilla")
        .setCertificateValidator(trust)
        .setIdentityProvider(user())
        .setSessionName(() -> "orilla-" + UUID.randomUUID())
        .setSessionTimeout(uint(SESSION_TIMEOUT_MILLIS))
        .setRequestTimeout(uint(Closing.PATIENCE.toMillis()));
  }

  private IdentityProvider user() {
    return switch (settings.user()) {
      case UserName ->
          new UsernameProvider(
              settings.username(),
              NodeFiles.secret("settings.passwordFile", settings.passwordFile()),
              trust);
      case Certificate -> {
        PemFile credential =
            NodeFiles.credential("settings.userCertificateFile", settings.userCertificateFile());
        yield new X509IdentityProvider(credential.certificates(), credential.key());
      }
      case Anonymous, IssuedToken -> AnonymousProvider.INSTANCE;
    };
  }

  private OpcUaClient connect(
      OpcUaClientConfigBuilder config, Optional<ClientCertificate> shown, Deadline deadline) {
    OpcUaClient client = client(config.build());
    try {
      closing.await(
          client.connectAsync(),
          deadline.left(Closing.PATIENCE),
          "connecting " + settings.endpoint());
      return client;
    } catch (OrillaException e) {
      leave(client);
      throw new Refusal(settings, shown).explained(e);
    } catch (RuntimeException e) {
      leave(client);
      throw e;
    }
  }

  private OpcUaClient client(OpcUaClientConfig config) {
    try {
      return OpcUaClient.create(config, threads::configure);
    } catch (UaException e) {
      throw Closing.unavailable("no client for " + settings.endpoint(), e);
    }
  }

  /** Ends a client without waiting for a peer that may be gone: a session left there expires. */
  void leave(OpcUaClient client) {
    leaving = CompletableFuture.allOf(leaving, Farewell.to(client));
  }

  /** Ends a client whose session is to live on at the server for a while. */
  void abandon(OpcUaClient client) {
    leaving = CompletableFuture.allOf(leaving, Farewell.leavingTheSession(client));
  }

  @Override
  public void close() {
    leaving.join();
    threads.close();
  }
}
