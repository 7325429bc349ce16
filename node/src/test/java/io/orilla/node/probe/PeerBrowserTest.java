package io.orilla.node.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orilla.model.command.Action;
import io.orilla.model.command.BrowseAnswer;
import io.orilla.model.connector.Browser;
import io.orilla.model.connector.Browser.Found;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.source.Connectors;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PeerBrowserTest {
  private final Halls halls = new Halls();
  private final PeerBrowser browser = new PeerBrowser(new Connectors(List.of(halls)));

  /** Two halls with a pump each, of which the first can be found within itself, and many tags. */
  private static final class Halls implements Connector {
    private int opened;
    private boolean left;

    @Override
    public String type() {
      return "halls";
    }

    @Override
    public Connection open(SourceSpec source, SampleListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Browser browse(JsonNode settings) {
      opened++;
      left = false;
      return new Rooms();
    }

    private final class Rooms implements Browser {
      @Override
      public Page children(String where, String page, int limit) {
        if (left) {
          throw new OrillaException(ErrorCode.PEER_UNAVAILABLE, "the peer left");
        }
        return Page.of(below(where), page, limit);
      }

      private static List<Found> below(String where) {
        return switch (where) {
          case "" -> List.of(Found.folder("hall1", "Hall 1"), Found.folder("hall2", "Hall 2"));
          case "hall1" ->
              List.of(
                  Found.folder("hall1", "Itself"),
                  Found.folder("pump1", "Pump"),
                  Found.signal("t1", "Temperature", "Double", "°C"));
          case "pump1" -> List.of(Found.signal("p1", "Pump pressure", "Double", "bar"));
          default ->
              IntStream.range(0, 1200)
                  .mapToObj(i -> Found.signal("tag" + i, "tag" + i, "Int32", ""))
                  .toList();
        };
      }

      @Override
      public void close() {
        left = true;
      }
    }
  }

  private BrowseAnswer ask(String where, String filter, String page, int limit) throws Exception {
    JsonNode settings = JsonNodeFactory.instance.objectNode();
    return browser.browse(new Action.BrowseSource("halls", settings, where, filter, page, limit));
  }

  private static List<String> names(BrowseAnswer answer) {
    return answer.found().stream()
        .map(place -> String.join("/", place.path()) + ":" + place.found().name())
        .toList();
  }

  @Test
  void aTreeIsOpenedBranchByBranchWithoutCallingAgain() throws Exception {
    assertThat(names(ask("", "", "", 100))).containsExactly(":Hall 1", ":Hall 2");
    assertThat(names(ask("hall1", "", "", 100)))
        .containsExactly(":Itself", ":Pump", ":Temperature");
    assertThat(halls.opened).isEqualTo(1);
  }

  @Test
  void whatIsMuchComesInPages() throws Exception {
    BrowseAnswer first = ask("hall2", "", "", 1000);
    assertThat(first.found()).hasSize(1000);
    BrowseAnswer second = ask("hall2", "", first.next(), 1000);
    assertThat(second.found()).hasSize(200);
    assertThat(second.next()).isEmpty();
    assertThatThrownBy(() -> ask("hall2", "", "third", 1000))
        .hasMessage("there is no page 'third'; begin anew");
  }

  @Test
  void aSearchGoesThroughAllThatLiesBelowAndEndsInCircles() throws Exception {
    BrowseAnswer answer = ask("", "PUMP", "", 100);
    assertThat(names(answer)).containsExactly("Hall 1:Pump", "Hall 1/Pump:Pump pressure");
    assertThat(answer.complete()).isTrue();
    BrowseAnswer many = ask("", "tag", "", 100);
    assertThat(many.found()).hasSize(100);
    assertThat(many.complete()).isFalse();
  }

  @Test
  void aPeerThatLeftBetweenTwoQuestionsIsCalledAnew() throws Exception {
    ask("", "", "", 100);
    halls.left = true;
    assertThat(ask("hall1", "", "", 100).found()).hasSize(3);
    assertThat(halls.opened).isEqualTo(2);
  }
}
