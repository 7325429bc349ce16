package io.orilla.connector.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key and its certificates as text (RFC 7468).
 *
 * @param certificates the key's own first
 */
public record PemFile(PrivateKey key, List<X509Certificate> certificates) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";

  public PemFile {
    certificates = List.copyOf(certificates);
  }

  /** Absent where there is no such file. */
  public static Optional<PemFile> read(Path file) throws IOException, GeneralSecurityException {
    try {
      return Optional.of(parse(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static PemFile parse(String text) throws GeneralSecurityException {
    byte[] key = null;
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      byte[] content = content(block.group(2));
      switch (block.group(1)) {
        case KEY -> key = content;
        case CERTIFICATE -> certificates.add(certificate(content));
        default ->
            throw new InvalidKeySpecException(
                "it has a %s; convert it with: openssl pkcs8 -topk8 -nocrypt"
                    .formatted(block.group(1)));
      }
    }
    if (key == null || certificates.isEmpty()) {
      throw new InvalidKeySpecException("it must have a PRIVATE KEY and its CERTIFICATE, in PEM");
    }
    String algorithm = certificates.getFirst().getPublicKey().getAlgorithm();
    return new PemFile(
        KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key)),
        certificates);
  }

  private static byte[] content(String base64) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("it is damaged", e);
    }
  }

  private static X509Certificate certificate(byte[] content) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(content));
  }

  public KeyPair keys() {
    return new KeyPair(certificates.getFirst().getPublicKey(), key);
  }

  /** The text, which a power cut may find half written: write it beside, then rename. */
  public String text() throws GeneralSecurityException {
    StringBuilder text = new StringBuilder(block(KEY, key.getEncoded()));
    for (X509Certificate certificate : certificates) {
      text.append(block(CERTIFICATE, certificate.getEncoded()));
    }
    return text.toString();
  }

  private static String block(String type, byte[] content) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, lines, type);
  }
}
