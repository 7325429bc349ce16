package io.orilla.server.authority;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * The server's own certificate authority (EC P-256), made on the first start: nodes trust it by its
 * fingerprint, and it says who is a node. Thread-safe.
 */
public final class CertificateAuthority {
  private static final Duration OWN_LIFE = Duration.ofDays(3653);
  static final Duration SERVER_LIFE = Duration.ofDays(365);
  static final Duration NODE_LIFE = Duration.ofDays(90);

  /** A node that was away for more rotations than this must join anew. */
  private static final int GENERATIONS = 4;

  private final Credential credential;
  private final List<X509Certificate> before;
  private final InstantSource clock;

  /**
   * @param before what leads from authorities before to this one, the newest first: the certificate
   *     that its predecessor gave it, its predecessor's own, and so on
   */
  private CertificateAuthority(
      Credential credential, List<X509Certificate> before, InstantSource clock) {
    this.credential = credential;
    this.before = List.copyOf(before);
    this.clock = clock;
  }

  /** Opens the authority kept in this folder, or makes it. */
  public static CertificateAuthority open(Path folder, InstantSource clock) {
    SecretFile file = file(folder);
    if (!file.exists()) {
      KeyPair pair = newKeyPair();
      CertificateDraft draft = draft("Orilla authority", clock.instant());
      certified(pair, draft).save(file);
    }
    return new CertificateAuthority(
        Credential.load(file), Credential.certificates(beforeFile(folder)), clock);
  }

  /**
   * Makes a successor of the authority kept in this folder, which vouches for it: who trusts the
   * one before trusts the successor. Nodes renew with it by and by.
   */
  public static CertificateAuthority rotate(Path folder, InstantSource clock) {
    CertificateAuthority old = open(folder, clock);
    KeyPair pair = newKeyPair();
    CertificateDraft draft =
        draft("Orilla authority " + (old.trusted().size() + 1), clock.instant());
    List<X509Certificate> before = new ArrayList<>();
    before.add(draft.signed(pair.getPublic(), old.credential));
    before.add(old.certificate());
    before.addAll(old.before);
    Credential.save(before, beforeFile(folder));
    certified(pair, draft).save(file(folder));
    return open(folder, clock);
  }

  private static SecretFile file(Path folder) {
    return new SecretFile(folder.resolve("authority.pem"));
  }

  private static SecretFile beforeFile(Path folder) {
    return new SecretFile(folder.resolve("authorities-before.pem"));
  }

  private static CertificateDraft draft(String name, Instant now) {
    return CertificateDraft.authority(name, now, OWN_LIFE);
  }

  private static Credential certified(KeyPair pair, CertificateDraft draft) {
    return new Credential(
        pair.getPrivate(), draft.signedByItself(pair.getPublic(), pair.getPrivate()));
  }

  static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw failed("make a key", e);
    }
  }

  public X509Certificate certificate() {
    return credential.certificate();
  }

  /**
   * The authorities whose certificates are good: this one and those before it, the newest first.
   */
  public List<X509Certificate> trusted() {
    return Stream.concat(
            Stream.of(certificate()), before.stream().filter(CertificateAuthority::isSelfSigned))
        .toList();
  }

  private static boolean isSelfSigned(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  /** From this authority to those before it: each certificate is vouched for by the next. */
  List<X509Certificate> chain() {
    return Stream.concat(Stream.of(certificate()), before.stream()).limit(2 * GENERATIONS).toList();
  }

  /** A certificate as PEM text. */
  public static String pem(X509Certificate certificate) {
    return Credential.pem(certificate);
  }

  /** Digest of the authority's certificate in DER, by which nodes know this server. */
  public Digest fingerprint() {
    try {
      return Digest.of(credential.certificate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw failed("read the authority's certificate", e);
    }
  }

  /** A certificate for a listener that is reached by these host names and addresses. */
  X509Certificate issueServer(PublicKey key, List<String> names) {
    return CertificateDraft.leaf(
            "Orilla server", KeyPurposeId.id_kp_serverAuth, names, clock.instant(), SERVER_LIFE)
        .signed(key, credential);
  }

  /** A certificate by which a node is known: its common name is the node's name. */
  public NodeCertificate issueNode(PublicKey key, ObjectName node) {
    X509Certificate certificate =
        CertificateDraft.leaf(
                node.text(), KeyPurposeId.id_kp_clientAuth, List.of(), clock.instant(), NODE_LIFE)
            .signed(key, credential);
    return NodeCertificate.of(certificate);
  }

  /** When a certificate was given: it is valid from a little before. */
  public static Instant issuedAt(X509Certificate certificate) {
    return certificate.getNotBefore().toInstant().plus(CertificateDraft.CLOCK_DIFFERENCE);
  }

  static OrillaException failed(String what, Exception cause) {
    return new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot " + what, cause);
  }
}
