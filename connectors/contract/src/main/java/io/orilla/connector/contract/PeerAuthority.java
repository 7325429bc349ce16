package io.orilla.connector.contract;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that gives peers on 127.0.0.1 their certificates; its own is a file of a folder. */
public final class PeerAuthority {
  private static final Duration LIFE = Duration.ofDays(5);

  /** No two are called the same, so that none is taken for another. */
  private final X500Principal name = new X500Principal("CN=authority " + UUID.randomUUID());

  private final Path folder;
  private final KeyPair keys = keys();
  private final Path certificate;
  private long issued = 1;

  /**
   * @param folder for its certificate, and for those that it gives
   */
  public PeerAuthority(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder own =
        draft(name, keys, now.minus(Duration.ofDays(20)), now.plus(Duration.ofDays(70)));
    own.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    this.certificate =
        Files.writeString(folder.resolve("authority.crt"), pem("CERTIFICATE", signed(own)));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  /** A certificate that holds for five days from then, in place of any before. */
  public PeerCertificate issue(Instant begins) throws IOException, GeneralSecurityException {
    KeyPair peer = keys();
    JcaX509v3CertificateBuilder draft =
        draft(new X500Principal("CN=peer"), peer, begins, begins.plus(LIFE));
    draft.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    return new PeerCertificate(
        certificate,
        Files.writeString(folder.resolve("peer.crt"), pem("CERTIFICATE", signed(draft))),
        Files.writeString(
            folder.resolve("peer.key"), pem("PRIVATE KEY", peer.getPrivate().getEncoded())));
  }

  private JcaX509v3CertificateBuilder draft(
      X500Principal subject, KeyPair subjectKeys, Instant from, Instant to) throws CertIOException {
    return new JcaX509v3CertificateBuilder(
        name,
        BigInteger.valueOf(issued++),
        Date.from(from),
        Date.from(to),
        subject,
        subjectKeys.getPublic());
  }

  private byte[] signed(JcaX509v3CertificateBuilder draft) throws GeneralSecurityException {
    try {
      X509Certificate made =
          new JcaX509CertificateConverter()
              .getCertificate(
                  draft.build(
                      new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
      return made.getEncoded();
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("every JDK has ECDSA", e);
    }
  }

  private static String pem(String type, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type);
  }
}
