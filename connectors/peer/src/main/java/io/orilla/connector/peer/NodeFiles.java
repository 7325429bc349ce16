package io.orilla.connector.peer;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a connection needs and no document holds: secrets and trust, in files of one folder on the
 * node. A document names a file and no path, so that whoever declares sources cannot have others
 * sent to a peer of his. One that cannot be read is a peer that is not reached: it may come yet.
 */
public final class NodeFiles {
  /** The system property that names the folder. */
  public static final String FOLDER = "orilla.secrets";

  private static final String DEFAULT_FOLDER = "/etc/orilla/secrets";
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]*");

  /** Of a store that is in memory alone. */
  private static final char[] NO_PASSWORD = new char[0];

  private NodeFiles() {}

  /** The folder itself. */
  public static Path folder() {
    return Path.of(System.getProperty(FOLDER, DEFAULT_FOLDER));
  }

  /** Another text when a file of the folder is another: whoever was refused may try again then. */
  static String state() {
    StringBuilder state = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder())) {
      for (Path file : files) {
        state.append(file.getFileName()).append(' ').append(Files.getLastModifiedTime(file));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return state.append(e).toString();
    }
    return state.toString();
  }

  /**
   * The first line of a file; empty where none is named.
   *
   * @param setting that names the file, for messages
   * @throws OrillaException PEER_UNAVAILABLE
   */
  public static String secret(String setting, String file) {
    if (file.isEmpty()) {
      return "";
    }
    try {
      return Files.readString(path(setting, file)).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw unreadable(setting, file, e);
    }
  }

  /**
   * Key and certificates in one file (PEM): who a node is to a peer.
   *
   * @throws OrillaException PEER_UNAVAILABLE
   */
  public static PemFile credential(String setting, String file) {
    try {
      return PemFile.read(path(setting, file)).orElseThrow(() -> new NoSuchFileException(file));
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(setting, file, e);
    }
  }

  /**
   * The same for TLS; none where no file is named.
   *
   * @throws OrillaException PEER_UNAVAILABLE
   */
  public static Optional<KeyManagerFactory> keys(String setting, String file) {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    PemFile credential = credential(setting, file);
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry(
          "own",
          credential.key(),
          NO_PASSWORD,
          credential.certificates().toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      return Optional.of(keys);
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(setting, file, e);
    }
  }

  /**
   * Those from whom a peer's certificate must come; none where no file is named: the system's then.
   *
   * @throws OrillaException PEER_UNAVAILABLE
   */
  public static Optional<TrustManagerFactory> trust(String setting, String file) {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(path(setting, file))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate trusted : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("trusted" + count++, trusted);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return Optional.of(trust);
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(setting, file, e);
    }
  }

  /** The same as a context for TLS. */
  public static Optional<SSLContext> trusted(String setting, String file) {
    return trust(setting, file)
        .map(
            trust -> {
              try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, trust.getTrustManagers(), null);
                return context;
              } catch (GeneralSecurityException e) {
                throw unreadable(setting, file, e);
              }
            });
  }

  /** Where a file lies, for a library that reads it itself. */
  public static Path path(String setting, String file) {
    if (!NAME.matcher(file).matches()) {
      throw OrillaException.invalid(
          "%s: '%s' must be the name of a file in the node's folder of secrets, without a path"
              .formatted(setting, file));
    }
    return folder().resolve(file);
  }

  private static OrillaException unreadable(String setting, String file, Exception e) {
    return new OrillaException(
        ErrorCode.PEER_UNAVAILABLE,
        "%s: %s cannot be read: %s".formatted(setting, path(setting, file), e),
        e);
  }
}
