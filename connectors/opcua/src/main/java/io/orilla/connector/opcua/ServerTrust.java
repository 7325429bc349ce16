package io.orilla.connector.opcua;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.connector.peer.TrustFolder;
import io.orilla.model.error.OrillaException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server's certificate is taken (OPC 10000-4, 6.1.3): it, or an authority that it comes
 * from, lies in the node's folder of trust or is named by the source; it is valid now, not taken
 * back, and made for this server. What is refused says what to do about it.
 */
final class ServerTrust implements CertificateValidator {
  private static final String ANY = "*";

  private final OpcUaSettings settings;
  private final TrustFolder folder = folder();
  private final InstantSource clock;

  ServerTrust(OpcUaSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Where a node keeps whom it trusts. */
  static TrustFolder folder() {
    return new TrustFolder(NodeFiles.folder().resolve("opcua"));
  }

  /** For Milo, which asks again for each channel and session. */
  @Override
  public void validateCertificateChain(
      List<X509Certificate> chain, @Nullable String uri, @Nullable String[] hosts)
      throws UaException {
    try {
      check(chain, uri);
    } catch (OrillaException e) {
      throw new UaException(StatusCodes.Bad_CertificateUntrusted, e.text());
    }
  }

  /**
   * @param chain the server's own certificate first
   * @param uri of the server's application, where it is known
   * @throws OrillaException PEER_UNAVAILABLE with what is wrong, and what to do
   */
  void check(List<X509Certificate> chain, @Nullable String uri) {
    if (chain.isEmpty()) {
      throw refused("shows no certificate", "give it one, or choose another security policy");
    }
    X509Certificate certificate = chain.getFirst();
    checkTime(certificate);
    boolean known = isKnown(certificate);
    List<X509Certificate> path = known ? List.of(certificate) : pathToTrusted(chain);
    checkRevoked(path);
    checkNames(certificate, uri, known);
  }

  private void checkTime(X509Certificate certificate) {
    Instant now = clock.instant();
    if (certificate.getNotAfter().toInstant().isBefore(now)) {
      throw refused(
          "shows a certificate that expired " + certificate.getNotAfter().toInstant(),
          "renew it at the server");
    }
    if (certificate.getNotBefore().toInstant().isAfter(now)) {
      throw refused(
          "shows a certificate that begins "
              + certificate.getNotBefore().toInstant()
              + ", while it is "
              + now
              + " here",
          "set the clock of the node or of the server");
    }
  }

  /** Whether people said that it is this very certificate that they trust. */
  private boolean isKnown(X509Certificate certificate) {
    return TrustFolder.fingerprint(certificate).equals(settings.serverFingerprint())
        || folder.trusted().stream().anyMatch(entry -> entry.certificate().equals(certificate));
  }

  private List<X509Certificate> pathToTrusted(List<X509Certificate> chain) {
    Set<TrustAnchor> anchors =
        folder.trusted().stream()
            .filter(entry -> entry.certificate().getBasicConstraints() >= 0)
            .map(entry -> new TrustAnchor(entry.certificate(), null))
            .collect(Collectors.toSet());
    if (anchors.isEmpty()) {
      throw untrusted(chain.getFirst());
    }
    try {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(chain.getFirst());
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(clock.instant()));
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      var built = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
      List<X509Certificate> path = new ArrayList<>();
      built.getCertPath().getCertificates().forEach(one -> path.add((X509Certificate) one));
      path.add(built.getTrustAnchor().getTrustedCert());
      return path;
    } catch (CertPathBuilderException e) {
      throw untrusted(chain.getFirst());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PKIX", e);
    }
  }

  private OrillaException untrusted(X509Certificate certificate) {
    Path file = folder.reject(certificate);
    String thumbprint = TrustFolder.thumbprint(certificate);
    return refused(
        "shows a certificate that nobody trusts yet: %s, thumbprint %s, SHA-256 %s"
            .formatted(
                certificate.getSubjectX500Principal(),
                thumbprint,
                TrustFolder.fingerprint(certificate)),
        "compare it with what the server itself shows, then run 'orilla node trust %s', or set settings.serverFingerprint to its SHA-256; it lies in %s"
            .formatted(thumbprint.substring(0, 8), file));
  }

  private void checkRevoked(List<X509Certificate> path) {
    for (X509CRL list : folder.revoked()) {
      for (X509Certificate certificate : path) {
        if (list.isRevoked(certificate)) {
          throw refused(
              "shows a certificate that " + list.getIssuerX500Principal() + " took back",
              "give the server a new one");
        }
      }
    }
  }

  private void checkNames(X509Certificate certificate, @Nullable String uri, boolean known) {
    CertificateNames names = names(certificate);
    if (uri != null && !names.uris().contains(uri)) {
      throw refused(
          "is the application %s, but shows the certificate of %s".formatted(uri, names.uris()),
          "make the server a certificate of its own name");
    }
    if (settings.serverName().equals(ANY)) {
      if (!known) {
        throw refused(
            "may have any name by settings.serverName, which an authority's word is too little for",
            "trust the server's own certificate, or name it");
      }
      return;
    }
    String host =
        settings.serverName().isEmpty()
            ? String.valueOf(EndpointUtil.getHost(settings.endpoint()))
            : settings.serverName();
    if (!names.hasHost(host)) {
      throw refused(
          "shows a certificate for %s, not for %s".formatted(names.hosts(), host),
          "if that is the server that is meant, set settings.serverName to %s"
              .formatted(names.hosts().isEmpty() ? "'*'" : "'" + names.hosts().getFirst() + "'"));
    }
  }

  private CertificateNames names(X509Certificate certificate) {
    try {
      return CertificateNames.of(certificate);
    } catch (CertificateParsingException e) {
      throw refused("shows a damaged certificate: " + e.getMessage(), "make it a new one");
    }
  }

  private OrillaException refused(String what, String remedy) {
    return Closing.unavailable("%s %s; %s".formatted(settings.endpoint(), what, remedy));
  }
}
