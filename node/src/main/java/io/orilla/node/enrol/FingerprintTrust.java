package io.orilla.node.enrol;

import io.orilla.model.content.Digest;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a chain that ends in the authority with a known fingerprint: the chain is validated from
 * that certificate as from any anchor, so showing it without its signature helps nobody.
 */
final class FingerprintTrust extends X509ExtendedTrustManager {
  private final Digest fingerprint;

  FingerprintTrust(Digest fingerprint) {
    this.fingerprint = fingerprint;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    anchored(chain).checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    anchored(chain).checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    anchored(chain).checkServerTrusted(chain, type);
  }

  private X509ExtendedTrustManager anchored(X509Certificate[] chain) throws CertificateException {
    for (X509Certificate certificate : chain) {
      if (Digest.of(certificate.getEncoded()).equals(fingerprint)) {
        try {
          return Tls.trusting(certificate);
        } catch (GeneralSecurityException | IOException e) {
          throw new CertificateException("cannot validate the server's certificate", e);
        }
      }
    }
    throw new CertificateException(
        "its authority does not have the fingerprint "
            + fingerprint.abbreviated()
            + " that the join token names: this is not the server the token was made on");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw noServer();
  }

  private static CertificateException noServer() {
    return new CertificateException("a node serves nobody by TLS");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
