package io.orilla.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.connector.contract.Relay;
import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.model.signal.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Security as OPC 10000-4, 6.1 and 7.40, have it, towards Milo's server. */
class SecurityTest {
  @TempDir private Path secrets = Path.of("");
  private SecuredServer plc;

  @BeforeEach
  void open() throws Exception {
    plc = new SecuredServer(secrets);
  }

  @AfterEach
  void close() throws Exception {
    plc.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Basic256Sha256, SignAndEncrypt",
    "Basic256Sha256, Sign",
    "Aes128_Sha256_RsaOaep, SignAndEncrypt",
    "Aes256_Sha256_RsaPss, SignAndEncrypt",
    "Aes256_Sha256_RsaPss, Sign",
    "Basic256, SignAndEncrypt",
    "Basic128Rsa15, SignAndEncrypt"
  })
  void eachPolicyIsSpoken(String policy, String mode) throws Exception {
    OpcUaSimulator server = plc.startTrusted();
    plc.open(SecuredServer.settings(server, policy).put("mode", mode));
    plc.awaitConnected();
    assertThat(plc.clients()).isNotEmpty();
  }

  @Test
  void noWeakerEndpointIsTakenInPlaceOfTheWantedOne() {
    OpcUaSimulator server = OpcUaSimulator.start(0, Map.of(), HandOver.UNNOTICED);
    plc.closeLater(server);
    plc.open(SecuredServer.settings(server, "Aes256_Sha256_RsaPss"));
    plc.awaitRefused(
        "offers no endpoint with security Aes256_Sha256_RsaPss, mode SignAndEncrypt; it offers"
            + " [None]");
  }

  @Test
  void aServerThatDoesNotTrustTheNodeIsToldWithTheRemedy() throws Exception {
    plc.trustsClients(client -> false);
    plc.open(SecuredServer.settings(plc.startTrusted(), "Basic256Sha256"));
    plc.awaitRefused("does not trust this node's certificate, thumbprint ");
    assertThat(plc.recorder().reason()).contains(secrets.resolve("opcua/own.der").toString());
    plc.trustsClients(client -> true);
    plc.awaitConnected();
  }

  @Test
  void theNodesCertificateIsMadeOnceAndForItselfAlone() throws Exception {
    Files.delete(secrets.resolve("opcua/own.pem"));
    ClientCertificate first = ClientCertificate.ofNode(() -> plc.now());
    ClientCertificate again = ClientCertificate.ofNode(() -> plc.now());
    assertThat(again.certificates()).isEqualTo(first.certificates()).hasSize(1);
    assertThat(ClientCertificate.uri(first.newest())).matches("urn:.+:orilla:node:[0-9a-f-]{36}");
    assertThat(Files.getPosixFilePermissions(secrets.resolve("opcua/own.pem"))).hasSize(2);
    assertThat(Files.readAllBytes(first.file())).isEqualTo(first.newest().getEncoded());
  }

  /** Whoever trusted the last one by hand has to be asked, and is not there at night. */
  @Test
  void aRenewedCertificateThatIsNotTrustedYetGivesWayToTheLast() throws Exception {
    Files.delete(secrets.resolve("opcua/own.pem"));
    ClientCertificate old = ClientCertificate.ofNode(() -> plc.now().minus(days(5 * 365 - 100)));
    ClientCertificate renewed = ClientCertificate.ofNode(() -> plc.now());
    assertThat(renewed.newest()).isNotEqualTo(old.newest());
    assertThat(ClientCertificate.uri(renewed.newest()))
        .isEqualTo(ClientCertificate.uri(old.newest()));
    assertThat(renewed.earlier(plc.now())).containsExactly(old.newest());
    plc.trustsClients(old.newest()::equals);
    plc.open(SecuredServer.settings(plc.startTrusted(), "Basic256Sha256"));
    plc.awaitConnected();
    assertThat(plc.clients()).contains(renewed.newest(), old.newest());
  }

  /** As when a switch is restarted: the server keeps the values, and nothing is missing after. */
  @Test
  void whatTheServerKeptMeanwhileIsNotLost() throws Exception {
    OpcUaSimulator server = plc.startTrusted();
    Relay relay = Relay.to(server.port());
    plc.closeLater(relay);
    plc.open(
        Sources.settings("opc.tcp://127.0.0.1:" + relay.port()).put("security", "Basic256Sha256"));
    plc.awaitConnected();
    serve(server, 0, 20);
    relay.mode(Relay.Mode.SWALLOW);
    serve(server, 20, 40);
    await().atMost(Duration.ofSeconds(30)).until(() -> !plc.recorder().isConnected());
    serve(server, 40, 60);
    relay.mode(Relay.Mode.PASS);
    await().atMost(Duration.ofSeconds(30)).until(() -> plc.recorder().samples().size() >= 61);
    serve(server, 60, 80);
    await().atMost(Duration.ofSeconds(30)).until(() -> plc.recorder().samples().size() >= 81);
    assertThat(plc.recorder().samples().stream().skip(1).map(Sample::sourceTime))
        .isEqualTo(LongStream.range(0, 80).mapToObj(SecurityTest::time).toList());
    assertThat(plc.recorder().states()).containsExactly("connected", "disconnected", "resumed");
  }

  private static void serve(OpcUaSimulator server, int from, int to) {
    for (int count = from; count < to; count++) {
      server.serve(List.of(new ServedValue("pressure", Variant.ofDouble(count), time(count), 0)));
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static long time(long count) {
    return (count + 1_700_000_000L) * 1_000_000;
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
