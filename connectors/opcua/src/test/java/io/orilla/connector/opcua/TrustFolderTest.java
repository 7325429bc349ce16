package io.orilla.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.connector.peer.TrustFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustFolderTest {
  private static KeyPair keys;

  @TempDir Path folder;

  @BeforeAll
  static void makeKeys() throws GeneralSecurityException {
    keys = SelfSigned.newKeys();
  }

  private static X509Certificate certificate(String name) throws GeneralSecurityException {
    Instant now = Instant.now();
    return new SelfSigned(name, "urn:x", List.of(), now, now.plusSeconds(60)).certificate(keys);
  }

  /** Whoever shows ever new certificates must not fill the disk. */
  @Test
  void soManyAreKeptOfWhatWasRejected() throws Exception {
    TrustFolder trust = new TrustFolder(folder);
    for (int index = 0; index < 55; index++) {
      trust.reject(certificate("plc " + index));
    }
    assertThat(trust.rejected()).hasSize(50);
    assertThat(trust.trusted()).isEmpty();
  }

  @Test
  void theFileIsCalledByNameAndThumbprintWhateverTheNameIs() throws Exception {
    X509Certificate certificate = certificate("../../Öl/Presse 7");
    Path file = new TrustFolder(folder).reject(certificate);
    assertThat(file.getParent()).isEqualTo(folder.resolve("rejected"));
    assertThat(file.getFileName().toString())
        .isEqualTo(".._.._Öl_Presse_7 [" + TrustFolder.thumbprint(certificate) + "].der");
  }

  @Test
  void whatIsNoCertificateIsPassedOver() throws Exception {
    TrustFolder trust = new TrustFolder(folder);
    trust.reject(certificate("plc"));
    Files.writeString(folder.resolve("rejected/readme.txt"), "look here");
    assertThat(trust.rejected()).hasSize(1);
    assertThatThrownBy(() -> trust.trust("")).hasMessageContaining("list them with 'orilla node");
  }
}
