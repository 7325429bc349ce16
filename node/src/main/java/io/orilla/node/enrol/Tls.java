package io.orilla.node.enrol;

import io.orilla.model.content.Digest;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS as nodes speak it: no authority of the operating system is trusted. */
final class Tls {
  /** The store lives in memory only; its format wants a password. */
  private static final char[] NO_PASSWORD = {};

  private Tls() {}

  static SSLContext mutual(PrivateKey key, X509Certificate own, X509Certificate authority) {
    try {
      KeyStore store = emptyStore();
      store.setKeyEntry("node", key, NO_PASSWORD, new Certificate[] {own, authority});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), new TrustManager[] {trusting(authority)}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw failed(e);
    }
  }

  /** Trusts a server whose authority has this fingerprint; for the time before it is known. */
  static SSLContext pinned(Digest authority) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new FingerprintTrust(authority)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /** Standard validation (RFC 5280), host names included, from one authority. */
  static X509ExtendedTrustManager trusting(X509Certificate authority)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setCertificateEntry("authority", authority);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    for (TrustManager manager : trust.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("this Java platform has no X.509 trust manager");
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static OrillaException failed(Exception e) {
    return new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot set up TLS", e);
  }
}
