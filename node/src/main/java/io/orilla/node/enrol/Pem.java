package io.orilla.node.enrol;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Keys and certificates as text (RFC 7468). */
final class Pem {
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private Pem() {}

  /** A pair on the curve P-256, as nodes have it. */
  static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot make a key", e);
    }
  }

  static String write(KeyPair keys) {
    return block(PRIVATE, keys.getPrivate().getEncoded())
        + block(PUBLIC, keys.getPublic().getEncoded());
  }

  private static String block(String label, byte[] content) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return begin(label) + base64 + end(label);
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----\n";
  }

  private static String end(String label) {
    return "\n-----END " + label + "-----\n";
  }

  static KeyPair keys(String pem) {
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(content(pem, PUBLIC))),
          factory.generatePrivate(new PKCS8EncodedKeySpec(content(pem, PRIVATE))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw damaged("the node's key file holds no EC key", e);
    }
  }

  private static byte[] content(String pem, String label) {
    int from = pem.indexOf(begin(label));
    int to = pem.indexOf(end(label));
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no " + label);
    }
    return Base64.getMimeDecoder().decode(pem.substring(from + begin(label).length(), to));
  }

  static X509Certificate certificate(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw damaged("a certificate of the node's identity is damaged", e);
    }
  }

  private static OrillaException damaged(String what, Exception cause) {
    return new OrillaException(
        ErrorCode.INVALID_FORMAT,
        what + "; restore <home>/identity from a backup, or remove it and join again",
        cause);
  }
}
