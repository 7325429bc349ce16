package io.orilla.node.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** How long the node's certificate still opens the server's door. */
final class CertificateCheck {
  private static final String WHAT = "certificate";

  private CertificateCheck() {}

  static Finding of(X509Certificate certificate, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    String detail = "valid from " + from + " until " + until;
    if (now.isBefore(from)) {
      return Finding.fail(WHAT, detail, "this machine's clock, " + now + ", is wrong: set it");
    }
    if (now.isAfter(until)) {
      return Finding.fail(
          WHAT,
          detail,
          "let it reach the server, where it may renew; else join again with a token");
    }
    Duration life = Duration.between(from, until);
    return Duration.between(now, until).compareTo(life.dividedBy(4)) < 0
        ? Finding.warn(
            WHAT, detail, "it should have been renewed: see why the server is not reached")
        : Finding.ok(WHAT, detail);
  }
}
