package io.orilla.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.server.TestServer;
import io.orilla.server.TestServer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentResourceTest {
  private static final String LOOP1 = "riva/hall1/water/loop1";
  private static final String SOURCE = Texts.source("plc", "hall-1", LOOP1, "pressure");

  @TempDir Path home;
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(home);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDocumentIsAppliedReadAndWithdrawn() {
    assertThat(server.apply(SOURCE).body())
        .isEqualTo(
            "[{\"generation\":1,\"kind\":\"Source\",\"name\":\"plc\",\"outcome\":\"created\"}]");
    Answer shown = server.get("/api/v1/documents/sources/plc");
    assertThat(shown.json().path("apiVersion").asText()).isEqualTo("orilla/v1");
    assertThat(shown.json().path("metadata").path("name").asText()).isEqualTo("plc");
    assertThat(shown.json().path("generation").asLong()).isEqualTo(1);
    assertThat(shown.json().path("spec").path("signals")).hasSize(1);
    assertThat(server.get("/api/v1/documents/sources").json()).hasSize(1);
    assertThat(server.delete("/api/v1/documents/sources/plc").status()).isEqualTo(204);
    Answer gone = server.get("/api/v1/documents/sources/plc");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.message()).isEqualTo("there is no Source 'plc'");
  }

  @Test
  void aSourceOfANodeThatHasNotJoinedSaysSo() {
    server.apply(SOURCE);
    assertThat(server.get("/api/v1/documents/sources/plc").json().path("status").toString())
        .isEqualTo(
            "{\"reason\":\"no node 'hall-1' has joined yet; make a token with 'orilla token --node"
                + " hall-1'\",\"state\":\"NOT_ENROLLED\"}");
  }

  @Test
  void jsonIsTakenAsWell() {
    assertThat(
            server
                .apply(
                    "{\"apiVersion\": \"orilla/v1\", \"kind\": \"LabelSet\", \"metadata\":"
                        + " {\"name\": \"faults\"}, \"spec\": {\"covers\": [], \"labels\": []}}")
                .status())
        .isEqualTo(200);
    assertThat(server.get("/api/v1/documents/labelsets").json()).hasSize(1);
    assertThat(server.get("/api/v1/documents/studies").body()).isEqualTo("[]");
  }

  /** Each line: what is replaced in a good document, by what, and what the answer says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          kind: Source        | kind: Sorce          | 'Sorce' is no kind of document; there are Source, Workflow, LabelSet, Study, Workload, AlarmRule, Output (did you mean 'Source'?)
          orilla/v1           | orilla/v2            | apiVersion: 'orilla/v2' is not spoken here; write 'orilla/v1'
          name: plc           | name: PLC            | metadata.name: 'PLC' is no name: use 1 to 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit
          connector:          | conector:            | Source plc: spec: unknown key 'conector' (did you mean 'connector'?); allowed are connector, node, settings, signals
          connector: opcua    |                      | Source plc: spec: the key 'connector' is missing
          water/loop1/        | loop1/               | Source plc: spec.signals[0].name: 'riva/hall1/loop1/pressure' is no signal: write site/area/line/asset/signal, each part of letters, digits, blank, '.', '_' or '-'
          unit: bar           | unti: bar            | Source plc: spec.signals[0]: unknown key 'unti' (did you mean 'unit'?); allowed are address, name, unit
          connector: opcua    | connector: opcau     | Source plc: spec.connector: 'opcau' is not known (did you mean 'opcua'?); known are [opcua]
          endpoint:           | endpiont:            | Source plc: spec.settings: unknown key 'endpiont' (did you mean 'endpoint'?); allowed are endpoint, mode, passwordFile, publishingInterval, queueSize, samplingInterval, security, serverFingerprint, serverName, userCertificateFile, username⏎Source plc: spec.settings: the key 'endpoint' is missing; write it as "opc.tcp://10.1.2.3:4840"
          opc.tcp:            | http:                | Source plc: spec.settings.endpoint: 'http://localhost:4840' does not fit; write it as "opc.tcp://10.1.2.3:4840"
          ns=1;s=x            | x                    | Source plc: spec.signals[0].address: 'x' does not fit; write it as ns=2;s=loop1/pressure
          metadata:           | metdata:             | unknown key 'metdata' (did you mean 'metadata'?); allowed are apiVersion, kind, metadata, spec
          """)
  void aMistakeIsNamedWithItsPlaceAndARemedy(String right, String wrong, String message) {
    Answer answer = server.apply(SOURCE.replace(right, wrong == null ? "" : wrong));
    assertThat(answer.message()).isEqualTo(message.replace('⏎', '\n'));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(server.get("/api/v1/documents/sources").body()).isEqualTo("[]");
  }

  @Test
  void connectorsAreDescribedForForms() {
    JsonNode connector = server.get("/api/v1/connectors").json().get(0);
    assertThat(connector.path("type").asText()).isEqualTo("opcua");
    assertThat(connector.at("/settings/properties/endpoint/examples/0").asText())
        .isEqualTo("opc.tcp://10.1.2.3:4840");
    assertThat(connector.at("/address/examples/0").asText()).isEqualTo("ns=2;s=loop1/pressure");
  }

  @Test
  void whatIsNoDocumentAtAllIsRefused() {
    assertThat(server.apply("").message())
        .isEqualTo("the text holds no document: begin with 'apiVersion: orilla/v1'");
    assertThat(server.apply("a: [1").message()).startsWith("the text is no YAML or JSON: ");
    assertThat(server.get("/api/v1/documents/sauces").message())
        .startsWith("'sauces' is no kind of document; there are Source");
  }
}
