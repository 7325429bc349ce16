package io.orilla.server.authority;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;

/** An EC key and the certificate that names it. */
record Credential(PrivateKey key, X509Certificate certificate) {
  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";

  static Credential load(SecretFile file) {
    List<byte[]> entries = file.read(KEY, CERTIFICATE);
    try {
      return new Credential(
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(entries.get(0))),
          certificate(entries.get(1)));
    } catch (GeneralSecurityException e) {
      throw CertificateAuthority.failed("read a key", e);
    }
  }

  /** Certificates alone; none when there is no such file. */
  static List<X509Certificate> certificates(SecretFile file) {
    return file.exists()
        ? file.readAll(CERTIFICATE).stream().map(Credential::certificate).toList()
        : List.of();
  }

  static void save(List<X509Certificate> certificates, SecretFile file) {
    file.write(certificates.stream().map(Credential::pemObject).toArray(PemObject[]::new));
  }

  static X509Certificate certificate(String pem) {
    return certificate(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static X509Certificate certificate(byte[] encoded) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (GeneralSecurityException e) {
      throw CertificateAuthority.failed("read a certificate", e);
    }
  }

  void save(SecretFile file) {
    file.write(new PemObject(KEY, key.getEncoded()), pemObject(certificate));
  }

  /** The certificate as PEM text. */
  static String pem(X509Certificate certificate) {
    return SecretFile.encode(pemObject(certificate));
  }

  private static PemObject pemObject(X509Certificate certificate) {
    try {
      return new PemObject(CERTIFICATE, certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw CertificateAuthority.failed("write a certificate", e);
    }
  }
}
