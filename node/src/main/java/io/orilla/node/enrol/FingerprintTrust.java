package io.orilla.node.enrol;

import io.orilla.model.content.Digest;
import io.orilla.model.node.TimedTrust;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Trusts a chain that holds the authority with a known fingerprint: the chain is validated from
 * that certificate as from any anchor, so showing it without its signature helps nobody.
 */
record FingerprintTrust(Digest fingerprint) implements TimedTrust.Anchors {
  @Override
  public List<X509Certificate> of(X509Certificate[] chain) throws CertificateException {
    for (X509Certificate certificate : chain) {
      if (Digest.of(certificate.getEncoded()).equals(fingerprint)) {
        return List.of(certificate);
      }
    }
    throw new CertificateException(
        "its authority does not have the fingerprint "
            + fingerprint.abbreviated()
            + " that the join token names: this is not the server the token was made on");
  }
}
