package io.orilla.connector.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.Mosquitto;
import io.orilla.model.connector.Browser;
import io.orilla.model.connector.Browser.Found;
import io.orilla.model.content.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against mosquitto, and an edge node that speaks by Eclipse Tahu. */
final class SparkplugBrowserTest {
  private final SparkplugConnector connector = new SparkplugConnector(InstantSource.system());

  @TempDir Path folder;

  private static ObjectNode settings(int port) {
    ObjectNode settings = Json.mapper().createObjectNode();
    settings.putObject("broker").put("url", "mqtt://127.0.0.1:" + port);
    return settings;
  }

  private static List<Found> children(Browser browser, String where) {
    return browser.children(where, "", 100).found();
  }

  /** Births are not kept by a broker: who was born before is asked when he says something. */
  @Test
  void anEdgeNodeThatSpeaksIsAskedWhatItHas() throws Exception {
    try (Mosquitto broker = Mosquitto.start(0, folder)) {
      TahuEdge edge = new TahuEdge(broker, broker.port(), List.of("Motor/Speed", "Öl-Druck"));
      try (Browser browser = connector.browse(settings(broker.port()))) {
        edge.say("Motor/Speed", 7);
        assertThat(children(browser, "")).containsExactly(Found.folder("Plant", "Plant"));
        assertThat(edge.births()).isEqualTo(2);
        assertThat(children(browser, "Plant"))
            .containsExactly(Found.folder("Plant/Line3", "Line3"));
        assertThat(children(browser, "Plant/Line3"))
            .containsExactly(Found.folder("Plant/Line3/Press", "Press"));
        assertThat(children(browser, "Plant/Line3/Press"))
            .containsExactly(
                Found.signal("Plant/Line3/Press:Motor/Speed", "Motor/Speed", "Double", ""),
                Found.signal("Plant/Line3/Press:Öl-Druck", "Öl-Druck", "Double", ""));
        assertThat(browser.children("Plant/Line3/Press", "1", 1).found()).hasSize(1);
        assertThatThrownBy(() -> children(browser, "Plant/Line9"))
            .hasMessage("no birth of 'Plant/Line9' was heard");
      }
    }
  }

  @Test
  void whereNobodySpeaksNothingIsFoundAfterAWhile() throws Exception {
    try (Mosquitto broker = Mosquitto.start(0, folder);
        Browser browser = connector.browse(settings(broker.port()))) {
      assertThat(children(browser, "")).isEmpty();
    }
  }
}
