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
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * The server's own certificate authority (EC P-256), made on the first start: nodes trust it by its
 * fingerprint, and it says who is a node. Thread-safe.
 */
public final class CertificateAuthority {
  private static final Duration OWN_LIFE = Duration.ofDays(3653);
  static final Duration SERVER_LIFE = Duration.ofDays(365);
  static final Duration NODE_LIFE = Duration.ofDays(90);

  private final Credential credential;
  private final InstantSource clock;

  private CertificateAuthority(Credential credential, InstantSource clock) {
    this.credential = credential;
    this.clock = clock;
  }

  /** Opens the authority kept in this folder, or makes it. */
  public static CertificateAuthority open(Path folder, InstantSource clock) {
    SecretFile file = new SecretFile(folder.resolve("authority.pem"));
    if (!file.exists()) {
      make(clock.instant()).save(file);
    }
    return new CertificateAuthority(Credential.load(file), clock);
  }

  private static Credential make(Instant now) {
    KeyPair pair = newKeyPair();
    CertificateDraft draft = CertificateDraft.authority("Orilla authority", now, OWN_LIFE);
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

  /** The authority's certificate as PEM text. */
  public String pem() {
    return Credential.pem(credential.certificate());
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

  static OrillaException failed(String what, Exception cause) {
    return new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot " + what, cause);
  }
}
