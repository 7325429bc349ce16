package io.orilla.server.authority;

import io.orilla.model.node.TimedTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import org.bouncycastle.util.IPAddress;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * How the server shows itself to nodes, and whom it lets in: TLS 1.3, its own certificate with the
 * authority's behind it, client certificates of the same authority. The certificate is made anew in
 * its last third, or when the server got another name.
 */
public final class ServerIdentity {
  private static final String NO_PASSWORD = "";

  private final CertificateAuthority authority;
  private final SecretFile file;
  private final List<String> names;
  private final InstantSource clock;
  private final SslContextFactory.Server tls = new Tls();
  private Credential credential;

  /**
   * @param names host names and addresses of this server
   */
  public ServerIdentity(
      CertificateAuthority authority, Path folder, List<String> names, InstantSource clock) {
    this.authority = authority;
    this.file = new SecretFile(folder.resolve("server.pem"));
    this.names = names.stream().map(ServerIdentity::spelledAsInCertificates).toList();
    this.clock = clock;
    this.credential = file.exists() ? Credential.load(file) : issue();
    if (due()) {
      this.credential = issue();
    }
    tls.setIncludeProtocols("TLSv1.3");
    tls.setWantClientAuth(true);
    tls.setKeyStorePassword(NO_PASSWORD);
    tls.setKeyStore(keyStore());
  }

  /** The settings of the nodes' listener; they follow renewals. */
  public SslContextFactory.Server tls() {
    return tls;
  }

  /** Renews the certificate if it is time; connections that stand are not touched. */
  public synchronized void renewIfDue() {
    if (due()) {
      credential = issue();
      try {
        tls.reload(factory -> factory.setKeyStore(keyStore()));
      } catch (Exception e) {
        throw CertificateAuthority.failed("take the renewed certificate into use", e);
      }
    }
  }

  private boolean due() {
    X509Certificate certificate = credential.certificate();
    Instant renewal =
        certificate.getNotAfter().toInstant().minus(CertificateAuthority.SERVER_LIFE.dividedBy(3));
    return !clock.instant().isBefore(renewal)
        || !certifiedNames(certificate).equals(new TreeSet<>(names))
        || !certificate
            .getIssuerX500Principal()
            .equals(authority.certificate().getSubjectX500Principal());
  }

  private Credential issue() {
    KeyPair pair = CertificateAuthority.newKeyPair();
    Credential issued =
        new Credential(pair.getPrivate(), authority.issueServer(pair.getPublic(), names));
    issued.save(file);
    return issued;
  }

  private static String spelledAsInCertificates(String name) {
    return IPAddress.isValid(name) ? InetAddress.ofLiteral(name).getHostAddress() : name;
  }

  private static Set<String> certifiedNames(X509Certificate certificate) {
    try {
      Set<String> certified = new TreeSet<>();
      Collection<List<?>> entries = certificate.getSubjectAlternativeNames();
      if (entries != null) {
        entries.forEach(entry -> certified.add(String.valueOf(entry.get(1))));
      }
      return certified;
    } catch (CertificateParsingException e) {
      return Set.of();
    }
  }

  private Certificate[] chain() {
    return Stream.concat(Stream.of(credential.certificate()), authority.chain().stream())
        .toArray(Certificate[]::new);
  }

  private KeyStore keyStore() {
    return store(
        store -> store.setKeyEntry("server", credential.key(), NO_PASSWORD.toCharArray(), chain()));
  }

  /**
   * A client's certificate is looked at in its own time, so that one that expired can be renewed:
   * what it opens is the guard's matter.
   */
  private TimedTrust clientTrust() {
    return new TimedTrust(chain -> authority.trusted(), leaf -> leaf.getNotAfter().toInstant());
  }

  private final class Tls extends SslContextFactory.Server {
    @Override
    protected TrustManager[] getTrustManagers(
        KeyStore trustStore, Collection<? extends CRL> revoked) {
      return new TrustManager[] {clientTrust()};
    }
  }

  private static KeyStore store(Filling filling) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      filling.fill(store);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw CertificateAuthority.failed("set up TLS", e);
    }
  }

  private interface Filling {
    void fill(KeyStore store) throws GeneralSecurityException;
  }
}
