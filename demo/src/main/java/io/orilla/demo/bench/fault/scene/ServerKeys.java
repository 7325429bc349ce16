package io.orilla.demo.bench.fault.scene;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's keys as they lie in its home, for whoever stands in its place. */
final class ServerKeys {
  private static final char[] NO_PASSWORD = {};

  private final Path authority;

  /**
   * @param server its home
   */
  ServerKeys(Path server) {
    this.authority = server.resolve("authority");
  }

  /** The key that signs desired states. */
  PrivateKey stateKey() {
    try {
      return key("Ed25519", "state.pem");
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  /** What the server shows to nodes. */
  SSLContext tls() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      Certificate[] chain = {certificate("server.pem"), certificate("authority.pem")};
      store.setKeyEntry("server", key("EC", "server.pem"), NO_PASSWORD, chain);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  private PrivateKey key(String algorithm, String file)
      throws IOException, GeneralSecurityException {
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(entry(file, "PRIVATE KEY")));
  }

  private Certificate certificate(String file) throws IOException, GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(entry(file, "CERTIFICATE")));
  }

  private byte[] entry(String file, String type) throws IOException {
    Matcher matcher =
        Pattern.compile("-----BEGIN " + type + "-----(.*?)-----END", Pattern.DOTALL)
            .matcher(Files.readString(authority.resolve(file)));
    if (!matcher.find()) {
      throw new IOException("no " + type + " in " + file);
    }
    return Base64.getMimeDecoder().decode(matcher.group(1));
  }

  private static IllegalStateException unusable(Exception e) {
    return new IllegalStateException("the server's keys cannot be used: " + e.getMessage(), e);
  }
}
