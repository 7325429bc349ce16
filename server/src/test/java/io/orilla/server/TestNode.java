package io.orilla.server;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.node.Enrolment;
import io.orilla.model.node.JoinToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A box that joins a server as a node does: TLS, a key of its own, the authority's fingerprint. */
public final class TestNode {
  private static final char[] NO_PASSWORD = new char[0];

  private final KeyPair keys = newKeys();
  private final JoinToken token;
  private final String name;
  private HttpClient client;

  public TestNode(String token, String name) {
    this.token = JoinToken.decode(token);
    this.name = name;
    this.client = client(tls(store(empty -> {}), new TrustsFingerprint(this.token.authority())));
  }

  /** Joins with the token's secret, and keeps the certificate for what follows. */
  public HttpResponse<String> enrol() {
    HttpResponse<String> answer = enrolAs(name);
    if (answer.statusCode() == 200) {
      Enrolment.Answer admitted = Json.read(answer.body(), Enrolment.Answer.class);
      client = client(tls(identity(admitted), authorityOf(admitted)));
    }
    return answer;
  }

  /** Joins without looking at the answer's certificate. */
  public HttpResponse<String> enrolAs(String nodeName) {
    try {
      return enrolWith(
          Enrolment.Request.make(
              token.secret(), new ObjectName(nodeName), keys.getPublic(), keys.getPrivate()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> enrolWith(Enrolment.Request request) {
    return send(request("/node/v1/enrol").POST(BodyPublishers.ofByteArray(Json.bytes(request))));
  }

  public KeyPair keys() {
    return keys;
  }

  public JoinToken token() {
    return token;
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(token.addresses().getFirst() + path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpClient client() {
    return client;
  }

  private KeyStore identity(Enrolment.Answer admitted) {
    return store(
        store ->
            store.setKeyEntry(
                "node",
                keys.getPrivate(),
                NO_PASSWORD,
                new Certificate[] {
                  certificate(admitted.certificate()),
                  certificate(admitted.authorities().getFirst())
                }));
  }

  private static TrustManager authorityOf(Enrolment.Answer admitted) {
    KeyStore trusted =
        store(
            store ->
                store.setCertificateEntry(
                    "server", certificate(admitted.authorities().getFirst())));
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(trusted);
      return factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static X509Certificate certificate(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static HttpClient client(SSLContext tls) {
    return HttpClient.newBuilder().sslContext(tls).build();
  }

  private static SSLContext tls(KeyStore identity, TrustManager trust) {
    try {
      KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
      keyManagers.init(identity, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keyManagers.getKeyManagers(), new TrustManager[] {trust}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore store(Filling filling) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      filling.fill(store);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Filling {
    void fill(KeyStore store) throws GeneralSecurityException;
  }

  /** Trusts a chain whose last certificate has the fingerprint that the token names. */
  private record TrustsFingerprint(Digest authority) implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws java.security.cert.CertificateException {
      try {
        X509Certificate last = chain[chain.length - 1];
        authority.verify(Digest.of(last.getEncoded()), "the server's authority");
        chain[0].verify(last.getPublicKey());
      } catch (GeneralSecurityException e) {
        throw new java.security.cert.CertificateException(e);
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
