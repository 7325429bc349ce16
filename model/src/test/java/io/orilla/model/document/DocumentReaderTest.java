package io.orilla.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import org.junit.jupiter.api.Test;

/** What people write is read strictly, and refused with the path and a remedy. */
class DocumentReaderTest {
  private static final String SOURCE =
      """
      apiVersion: orilla/v1
      kind: Source
      metadata: {name: hall-1-plc}
      spec:
        node: hall-1
        connector: opcua
        settings: {endpoint: "opc.tcp://127.0.0.1:4840"}
        signals:
          - {name: riva/hall1/water/loop1/flow, address: "ns=2;s=flow"}
      """;

  @Test
  void whatMayBeLeftOutIsEmpty() {
    Document source = DocumentReader.readAll(SOURCE).getFirst();

    assertThat(source.metadata().labels()).isEmpty();
    assertThat(((SourceSpec) source.spec()).signals().getFirst().unit()).isEmpty();
  }

  @Test
  void severalDocumentsKeepTheirOrder() {
    assertThat(DocumentReader.readAll(SOURCE + "---\n" + SOURCE.replace("hall-1-plc", "second")))
        .extracting(document -> document.metadata().name().text())
        .containsExactly("hall-1-plc", "second");
  }

  @Test
  void anUnknownKeyIsNamedWithItsPathTheAllowedOnesAndTheNearest() {
    refused(SOURCE.replace("connector:", "conector:"))
        .hasMessageContaining("Source hall-1-plc: spec")
        .hasMessageContaining("unknown key 'conector' (did you mean 'connector'?)")
        .hasMessageContaining("allowed are connector, node, settings, signals");
  }

  @Test
  void aWrongFieldDeepInsideIsNamedWithItsPath() {
    refused(SOURCE.replace("name: riva/hall1/water/loop1/flow", "name: flow"))
        .hasMessageContaining("spec.signals[0].name")
        .hasMessageContaining("write site/area/line/asset/signal");
  }

  @Test
  void aMissingKeyIsNamed() {
    refused(SOURCE.replace("  node: hall-1\n", ""))
        .hasMessageContaining("the key 'node' is missing");
  }

  @Test
  void anUnknownKindIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> DocumentReader.readAll(SOURCE.replace("kind: Source", "kind: Sorce")))
        .hasMessageContaining("did you mean 'Source'?");
  }

  @Test
  void textThatIsNoYamlIsRefusedWithItsLine() {
    refused(SOURCE.replace("metadata: ", "metadata: ["))
        .hasMessageStartingWith("the text is no YAML or JSON: line 3: ");
  }

  @Test
  void anotherVersionOfTheFormatIsRefused() {
    refused(SOURCE.replace("orilla/v1", "orilla/v7")).hasMessageContaining("write 'orilla/v1'");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      String text) {
    return assertThatThrownBy(() -> DocumentReader.readAll(text))
        .isInstanceOfSatisfying(
            OrillaException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_DOCUMENT));
  }
}
