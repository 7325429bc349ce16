package io.orilla.server.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "10.1.2.3");

  @TempDir Path folder;

  @Test
  void theAuthorityIsMadeOnceAndKept() {
    CertificateAuthority first = open(NOW);
    CertificateAuthority second = open(NOW.plus(Duration.ofDays(400)));
    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(StateSigner.open(folder).publicKey())
        .isEqualTo(StateSigner.open(folder).publicKey());
    assertThat(first.certificate().getBasicConstraints()).as("may vouch for others").isPositive();
    assertThat(first.certificate().getNotAfter().toInstant())
        .isAfter(NOW.plus(Duration.ofDays(3650)));
  }

  @Test
  void onlyItsOwnerReadsAKey() throws IOException {
    CertificateAuthority authority = open(NOW);
    StateSigner.open(folder);
    identity(authority, NOW, NAMES);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .containsExactlyInAnyOrder(
                          PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
  }

  @Test
  void theServersCertificateNamesWhereItIsReached() throws Exception {
    CertificateAuthority authority = open(NOW);
    X509Certificate certificate = certificate(identity(authority, NOW, NAMES));
    certificate.verify(authority.certificate().getPublicKey());
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(entry -> String.valueOf(entry.get(1)))
        .containsExactlyElementsOf(NAMES);
  }

  @Test
  void theServersCertificateIsKeptUntilItsLastThirdAndThenRenewed() throws Exception {
    CertificateAuthority authority = open(NOW);
    X509Certificate first = certificate(identity(authority, NOW, NAMES));
    Instant later = NOW.plus(Duration.ofDays(240));
    assertThat(certificate(identity(authority, later, NAMES))).isEqualTo(first);
    Instant lastThird = NOW.plus(Duration.ofDays(250));
    assertThat(certificate(identity(open(lastThird), lastThird, NAMES)).getNotAfter().toInstant())
        .isEqualTo(lastThird.plus(CertificateAuthority.SERVER_LIFE));
  }

  /** A server may run for longer than its certificate lives: it renews under its open listener. */
  @Test
  void aRunningListenerTakesTheRenewedCertificateIntoUse() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    ServerIdentity identity =
        new ServerIdentity(CertificateAuthority.open(folder, now::get), folder, NAMES, now::get);
    X509Certificate first = certificate(identity);
    identity.tls().start();
    try {
      identity.renewIfDue();
      assertThat(certificate(identity)).as("it is not time yet").isEqualTo(first);
      now.set(NOW.plus(Duration.ofDays(300)));
      identity.renewIfDue();
      assertThat(certificate(identity)).isNotEqualTo(first);
      assertThat(identity.tls().getSslContext()).isNotNull();
    } finally {
      identity.tls().stop();
    }
  }

  @Test
  void anotherNameOfTheServerNeedsAnotherCertificate() throws Exception {
    CertificateAuthority authority = open(NOW);
    X509Certificate first = certificate(identity(authority, NOW, NAMES));
    List<String> others = List.of("orilla.example", "::1");
    X509Certificate second = certificate(identity(authority, NOW, others));
    assertThat(second).isNotEqualTo(first);
    assertThat(certificate(identity(authority, NOW, others))).isEqualTo(second);
  }

  @Test
  void aNodesCertificateLivesNinetyDaysAndHasASerialOfItsOwn() {
    CertificateAuthority authority = open(NOW);
    ObjectName node = new ObjectName("hall-1");
    var key = CertificateAuthority.newKeyPair().getPublic();
    NodeCertificate first = authority.issueNode(key, node);
    assertThat(first.until()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    assertThat(authority.issueNode(key, node).serial()).isNotEqualTo(first.serial());
  }

  @Test
  void aDamagedKeyStopsTheStartAndSaysWhatIsAtStake() throws IOException {
    open(NOW);
    Path file = folder.resolve("authority.pem");
    Files.writeString(file, "nothing");
    assertThatThrownBy(() -> open(NOW))
        .isInstanceOf(OrillaException.class)
        .hasMessage(
            "cannot read %s: no PRIVATE KEY where one was expected; nodes trust what is in it, so restore it from a backup",
            file);
  }

  private CertificateAuthority open(Instant now) {
    return CertificateAuthority.open(folder, InstantSource.fixed(now));
  }

  private ServerIdentity identity(CertificateAuthority authority, Instant now, List<String> names) {
    return new ServerIdentity(authority, folder, names, InstantSource.fixed(now));
  }

  private static X509Certificate certificate(ServerIdentity identity) throws Exception {
    return (X509Certificate) identity.tls().getKeyStore().getCertificate("server");
  }
}
