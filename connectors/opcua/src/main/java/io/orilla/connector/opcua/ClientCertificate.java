package io.orilla.connector.opcua;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.connector.peer.PemFile;
import io.orilla.connector.peer.TrustFolder;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who the node is to OPC UA servers: a key and a certificate that it makes when it first needs
 * them. A new certificate is made some months before the last one ends; a server that does not know
 * the new one yet is still shown the last.
 *
 * @param certificates of the key, the newest first
 * @param file that has the newest alone, to be given to servers
 */
record ClientCertificate(KeyPair keys, List<X509Certificate> certificates, Path file) {
  private static final Logger log = LoggerFactory.getLogger(ClientCertificate.class);
  private static final Duration LIFE = Duration.ofDays(5 * 365);
  private static final Duration RENEWAL = Duration.ofDays(120);

  /** Clocks of plants differ; a certificate is valid a little before it was made. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofDays(1);

  ClientCertificate {
    certificates = List.copyOf(certificates);
  }

  /**
   * The node's, made or renewed where it has to be. One at a time, as several sources may be the
   * first.
   *
   * @throws OrillaException PEER_UNAVAILABLE when it can be neither read nor written
   */
  static synchronized ClientCertificate ofNode(InstantSource clock) {
    Path folder = NodeFiles.folder().resolve("opcua");
    try {
      return inFolder(folder, clock.instant());
    } catch (IOException | GeneralSecurityException e) {
      throw Closing.unavailable(
          "the node's certificate for OPC UA servers, %s, can be neither read nor made: %s"
              .formatted(folder.resolve("own.pem"), e),
          e);
    }
  }

  private static ClientCertificate inFolder(Path folder, Instant now)
      throws IOException, GeneralSecurityException {
    Path secret = folder.resolve("own.pem");
    Optional<PemFile> kept = PemFile.read(secret);
    PemFile own = kept.isPresent() ? current(kept.get(), now) : first(now);
    Path file = folder.resolve("own.der");
    if (kept.isEmpty() || own != kept.get() || !Files.exists(file)) {
      X509Certificate newest = own.certificates().getFirst();
      Files.createDirectories(folder);
      OwnerOnly.write(file, newest.getEncoded());
      OwnerOnly.write(secret, own.text().getBytes(StandardCharsets.US_ASCII));
      log.info(
          "The node shows OPC UA servers a new certificate, {}, with the thumbprint {}",
          file,
          TrustFolder.thumbprint(newest));
    }
    return new ClientCertificate(own.keys(), own.certificates(), file);
  }

  private static PemFile first(Instant now) throws GeneralSecurityException {
    KeyPair keys = SelfSigned.newKeys();
    String host = host();
    String uri = "urn:%s:orilla:node:%s".formatted(host, UUID.randomUUID());
    return new PemFile(keys.getPrivate(), List.of(draft(host, uri, now).certificate(keys)));
  }

  private static PemFile current(PemFile kept, Instant now) throws GeneralSecurityException {
    X509Certificate newest = kept.certificates().getFirst();
    if (newest.getNotAfter().toInstant().minus(RENEWAL).isAfter(now)) {
      return kept;
    }
    X509Certificate renewed = draft(host(), uri(newest), now).certificate(kept.keys());
    return new PemFile(kept.key(), List.of(renewed, newest));
  }

  private static SelfSigned draft(String host, String uri, Instant now) {
    return new SelfSigned(
        "Orilla node on " + host, uri, List.of(host), now.minus(CLOCK_DIFFERENCE), now.plus(LIFE));
  }

  X509Certificate newest() {
    return certificates.getFirst();
  }

  /** The one before the newest, while it is valid. */
  List<X509Certificate> earlier(Instant now) {
    return certificates.stream()
        .skip(1)
        .filter(certificate -> certificate.getNotAfter().toInstant().isAfter(now))
        .toList();
  }

  /** The application's, which a certificate of ours always has. */
  static String uri(X509Certificate certificate) {
    try {
      return CertificateNames.of(certificate).uris().getFirst();
    } catch (CertificateParsingException e) {
      throw new IllegalStateException("it was made here", e);
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
