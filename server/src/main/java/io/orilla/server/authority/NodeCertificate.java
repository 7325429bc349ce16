package io.orilla.server.authority;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * What is kept of a node's client certificate.
 *
 * @param serial its serial number, hexadecimal
 */
public record NodeCertificate(String pem, String serial, Instant until) {
  public static NodeCertificate of(X509Certificate certificate) {
    return new NodeCertificate(
        Credential.pem(certificate), serial(certificate), certificate.getNotAfter().toInstant());
  }

  public boolean isIssuedBy(X509Certificate authority) {
    return Credential.certificate(pem)
        .getIssuerX500Principal()
        .equals(authority.getSubjectX500Principal());
  }

  /** The serial number as it is kept. */
  public static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }
}
