package io.orilla.connector.peer;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whose certificates a node takes, in files that a technician can move about: {@code trusted/} has
 * certificates of peers and of authorities (DER or PEM) with lists of what was revoked ({@code
 * .crl}), {@code rejected/} what peers showed and nobody trusts yet. It is read anew each time.
 */
public final class TrustFolder {
  private static final int REJECTED_MOST = 50;

  private final Path trusted;
  private final Path rejected;

  public TrustFolder(Path folder) {
    this.trusted = folder.resolve("trusted");
    this.rejected = folder.resolve("rejected");
  }

  /** A peer's certificate and its file. */
  public record Entry(Path file, X509Certificate certificate) {}

  /**
   * @throws OrillaException STORAGE_UNAVAILABLE when the folder cannot be read; a file that is no
   *     certificate is passed over
   */
  public List<Entry> trusted() {
    return certificates(trusted);
  }

  /** What peers showed and nobody trusts, the oldest first. */
  public List<Entry> rejected() {
    return certificates(rejected);
  }

  /** What authorities took back. */
  public List<X509CRL> revoked() {
    List<X509CRL> lists = new ArrayList<>();
    for (Path file : files(trusted)) {
      if (file.toString().endsWith(".crl")) {
        try (InputStream in = Files.newInputStream(file)) {
          CertificateFactory.getInstance("X.509")
              .generateCRLs(in)
              .forEach(list -> lists.add((X509CRL) list));
        } catch (IOException | GeneralSecurityException e) {
          throw failed("read the revocation list " + file, e);
        }
      }
    }
    return lists;
  }

  /** Keeps a certificate that is not trusted, for people to look at; at most so many. */
  public Path reject(X509Certificate certificate) {
    Path file = rejected.resolve(fileName(certificate));
    if (Files.exists(file)) {
      return file; // it is shown with each attempt, and disks wear out
    }
    try {
      Files.createDirectories(rejected);
      Files.write(file, certificate.getEncoded());
      List<Entry> all = rejected();
      for (Entry old : all.subList(0, Math.max(0, all.size() - REJECTED_MOST))) {
        Files.deleteIfExists(old.file());
      }
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw failed("write " + file, e);
    }
  }

  /**
   * Trusts what was rejected.
   *
   * @param thumbprint its beginning suffices
   * @throws OrillaException DOES_NOT_EXIST when none, INVALID_ARGUMENT when more than one begins so
   */
  public Entry trust(String thumbprint) {
    String wanted = thumbprint.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
    List<Entry> found =
        rejected().stream()
            .filter(entry -> thumbprint(entry.certificate()).startsWith(wanted))
            .toList();
    if (wanted.isEmpty() || found.isEmpty()) {
      throw OrillaException.notFound(
          "no certificate with the thumbprint %s… was rejected; list them with 'orilla node trust'"
              .formatted(wanted));
    }
    if (found.size() > 1) {
      throw OrillaException.invalid("more than one thumbprint begins with " + wanted);
    }
    return move(found.getFirst());
  }

  private Entry move(Entry entry) {
    Path target = trusted.resolve(entry.file().getFileName());
    try {
      Files.createDirectories(trusted);
      Files.move(entry.file(), target, StandardCopyOption.REPLACE_EXISTING);
      return new Entry(target, entry.certificate());
    } catch (IOException e) {
      throw failed("move " + entry.file() + " to " + target, e);
    }
  }

  /** SHA-1 of a certificate, as OPC UA's tools show it (OPC 10000-4, 7.2). */
  public static String thumbprint(X509Certificate certificate) {
    return hex("SHA-1", certificate);
  }

  /** SHA-256 of a certificate. */
  public static String fingerprint(X509Certificate certificate) {
    return hex("SHA-256", certificate);
  }

  private static String hex(String algorithm, X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  private static String fileName(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    String name =
        subject.replaceFirst(".*CN=([^,+]*).*", "$1").replaceAll("[^\\p{L}\\p{N}._@-]", "_");
    return "%s [%s].der"
        .formatted(name.substring(0, Math.min(64, name.length())), thumbprint(certificate));
  }

  private static List<Entry> certificates(Path folder) {
    List<Entry> certificates = new ArrayList<>();
    for (Path file : files(folder)) {
      try (InputStream in = Files.newInputStream(file)) {
        CertificateFactory.getInstance("X.509")
            .generateCertificates(in)
            .forEach(found -> certificates.add(new Entry(file, (X509Certificate) found)));
      } catch (NoSuchFileException | GeneralSecurityException e) {
        // It went meanwhile, or is something else.
      } catch (IOException e) {
        throw failed("read " + file, e);
      }
    }
    return certificates;
  }

  /** The oldest first. */
  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(TrustFolder::age).thenComparing(Comparator.naturalOrder()))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failed("read " + folder, e);
    }
  }

  private static FileTime age(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static OrillaException failed(String what, Exception e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE, "cannot %s: %s".formatted(what, e.getMessage()), e);
  }
}
