package io.orilla.connector.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;

/** An authority's certificate, and the one that it gave a peer on 127.0.0.1, with its key (PEM). */
public record PeerCertificate(Path authority, Path certificate, Path key) {
  /** Of an authority of its own, valid now. */
  public static PeerCertificate make(Path folder) throws IOException, GeneralSecurityException {
    return new PeerAuthority(folder).issue(Instant.now().minus(Duration.ofDays(1)));
  }

  /** Key and certificate in one file, as a node's secrets have them. */
  public Path credential() throws IOException {
    return Files.writeString(
        certificate.resolveSibling("peer.pem"),
        Files.readString(key) + Files.readString(certificate));
  }
}
