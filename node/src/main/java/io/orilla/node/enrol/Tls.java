package io.orilla.node.enrol;

import io.orilla.model.content.Digest;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.TimedTrust;
import io.orilla.node.clock.TrustedTime;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** TLS as nodes speak it: no authority of the operating system is trusted. */
final class Tls {
  /** The store lives in memory only; its format wants a password. */
  private static final char[] NO_PASSWORD = {};

  private static final KeyManager[] NO_KEYS = {};

  private Tls() {}

  static SSLContext mutual(
      PrivateKey key, X509Certificate own, List<X509Certificate> authorities, TrustedTime time) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("node", key, NO_PASSWORD, new Certificate[] {own});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      return context(keys.getKeyManagers(), new TimedTrust(chain -> authorities, time::at));
    } catch (GeneralSecurityException | IOException e) {
      throw failed(e);
    }
  }

  /** Trusts a server whose authority has this fingerprint; for the time before it is known. */
  static SSLContext pinned(Digest authority, TrustedTime time) {
    try {
      return context(NO_KEYS, new TimedTrust(new FingerprintTrust(authority), time::at));
    } catch (GeneralSecurityException e) {
      throw failed(e);
    }
  }

  private static SSLContext context(KeyManager[] keys, TimedTrust trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, new TrustManager[] {trust}, null);
    return context;
  }

  private static OrillaException failed(Exception e) {
    return new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot set up TLS", e);
  }
}
