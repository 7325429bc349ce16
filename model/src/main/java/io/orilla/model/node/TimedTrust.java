package io.orilla.model.node;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Standard validation of chains (RFC 5280, host names included) from anchors and at a time that are
 * asked for at each handshake: authorities change, and clocks lie. Thread-safe.
 */
public final class TimedTrust extends X509ExtendedTrustManager {
  private final Anchors anchors;
  private final Time time;

  /** Which authorities may vouch for a chain. */
  @FunctionalInterface
  public interface Anchors {
    Collection<X509Certificate> of(X509Certificate[] chain) throws CertificateException;
  }

  /** At which time a chain is looked at, by its first certificate. */
  @FunctionalInterface
  public interface Time {
    Instant of(X509Certificate leaf) throws CertificateException;
  }

  public TimedTrust(Anchors anchors, Time time) {
    this.anchors = anchors;
    this.time = time;
  }

  private X509ExtendedTrustManager judge(X509Certificate[] chain) throws CertificateException {
    Set<TrustAnchor> trusted =
        anchors.of(chain).stream()
            .map(certificate -> new TrustAnchor(certificate, null))
            .collect(Collectors.toSet());
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, new X509CertSelector());
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(time.of(chain[0])));
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(new CertPathTrustManagerParameters(parameters));
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return extended;
        }
      }
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException("cannot validate a certificate", e);
    }
    throw new CertificateException("this Java platform has no X.509 trust manager");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge(chain).checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge(chain).checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge(chain).checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge(chain).checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge(chain).checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge(chain).checkClientTrusted(chain, type);
  }

  /** None are named: who is asked for a certificate has one only. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
