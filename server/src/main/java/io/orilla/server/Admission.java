package io.orilla.server;

import io.orilla.server.authority.CertificateAuthority;
import io.orilla.server.authority.JoinTokens;
import io.orilla.server.authority.ServerIdentity;
import io.orilla.server.authority.StateSigner;
import io.orilla.server.http.Resource;
import io.orilla.server.node.EnrolmentResource;
import io.orilla.server.node.Nodes;
import io.orilla.server.node.RevocationResource;
import io.orilla.server.node.TokenResource;
import io.orilla.server.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The server's part that says who is trusted, put together: its keys, tokens, enrolled nodes. */
final class Admission {
  private final StateSigner signer;
  private final ServerIdentity identity;
  private final Nodes nodes;
  private final Resource enrolment;
  private final Resource tokens;
  private final Resource revocations;

  /**
   * @param addresses of the nodes' listener; asked when it listens
   */
  Admission(
      ServerSettings settings,
      Database database,
      Clockwork clockwork,
      Supplier<List<String>> addresses,
      Clock clock) {
    CertificateAuthority authority = CertificateAuthority.open(settings.home().authority(), clock);
    signer = StateSigner.open(settings.home().authority());
    identity =
        new ServerIdentity(
            authority, settings.home().authority(), settings.certifiedNames(), clock);
    clockwork.every(Duration.ofHours(1), "renew the server's certificate", identity::renewIfDue);
    JoinTokens joinTokens = new JoinTokens(database, authority, clock);
    nodes = new Nodes(database, authority, joinTokens, clock);
    enrolment = new EnrolmentResource(nodes, authority, signer, addresses);
    tokens = new TokenResource(joinTokens, nodes, addresses);
    revocations = new RevocationResource(nodes);
  }

  StateSigner signer() {
    return signer;
  }

  Nodes nodes() {
    return nodes;
  }

  SslContextFactory.Server tls() {
    return identity.tls();
  }

  /** For nodes. */
  Resource enrolment() {
    return enrolment;
  }

  /** For people. */
  Resource tokens() {
    return tokens;
  }

  /** For people. */
  Resource revocations() {
    return revocations;
  }
}
