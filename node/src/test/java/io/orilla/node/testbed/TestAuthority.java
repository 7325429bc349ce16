package io.orilla.node.testbed;

import io.orilla.model.content.Digest;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for one test. */
public final class TestAuthority {
  private static final char[] NO_PASSWORD = {};

  private final KeyPair keys = newKeys();
  private final X509Certificate certificate =
      issue("authority", keys.getPublic(), Extension.basicConstraints);

  public X509Certificate certificate() {
    return certificate;
  }

  public Digest fingerprint() throws Exception {
    return Digest.of(certificate.getEncoded());
  }

  public static String pem(X509Certificate certificate) throws Exception {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), label);
  }

  /** Writes a certificate of a server on loopback, and its key. */
  public void writeServer(Path certificateFile, Path keyFile) throws Exception {
    KeyPair server = newKeys();
    Files.writeString(certificateFile, pem(issueServer(server.getPublic())));
    Files.writeString(keyFile, pem("PRIVATE KEY", server.getPrivate().getEncoded()));
  }

  private X509Certificate issueServer(PublicKey key) {
    return issue("server", key, Extension.subjectAlternativeName);
  }

  /** The side of a client that has no certificate of its own. */
  public SSLContext clientTls() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust().getTrustManagers(), null);
    return context;
  }

  private TrustManagerFactory trust() throws Exception {
    KeyStore trusted = store();
    trusted.setCertificateEntry("authority", certificate);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    return trust;
  }

  public X509Certificate issueClient(String name, PublicKey key) {
    return issue(name, key, Extension.keyUsage);
  }

  /**
   * A server's side of mutual TLS on loopback: asks for a client's certificate of this authority.
   */
  SSLContext serverTls() throws Exception {
    KeyPair server = newKeys();
    KeyStore own = store();
    own.setKeyEntry(
        "server",
        server.getPrivate(),
        NO_PASSWORD,
        new Certificate[] {issueServer(server.getPublic()), certificate});
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(own, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trust().getTrustManagers(), null);
    return context;
  }

  private static KeyStore store() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate issue(
      String name, PublicKey key, org.bouncycastle.asn1.ASN1ObjectIdentifier kind) {
    try {
      Instant now = Instant.now();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Principal("CN=authority"),
              new BigInteger(64, new SecureRandom()),
              Date.from(now.minus(Duration.ofHours(1))),
              Date.from(now.plus(Duration.ofDays(1))),
              new X500Principal("CN=" + name),
              key);
      builder.addExtension(
          Extension.basicConstraints,
          true,
          new BasicConstraints(kind.equals(Extension.basicConstraints)));
      if (kind.equals(Extension.subjectAlternativeName)) {
        builder.addExtension(
            kind, false, new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
