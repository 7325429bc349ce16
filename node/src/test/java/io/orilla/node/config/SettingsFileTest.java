package io.orilla.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;
import io.orilla.node.NodeSettings;
import io.orilla.node.journal.DropPolicy;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.journal.LaneBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsFileTest {
  @TempDir Path home;
  private SettingsFile<NodeSettings> file;

  @BeforeEach
  void open() {
    file = NodeSettings.file(home);
  }

  private void edit(String content) throws IOException {
    Files.writeString(home.resolve("agent.yaml"), content);
  }

  @Test
  void withoutAFileTheDefaultsHold() {
    assertThat(file.load().settings()).isEqualTo(NodeSettings.at(home));
    assertThat(file.load().problem()).isEmpty();
  }

  @Test
  void onlyWhatDiffersFromTheDefaultsIsNamed() throws Exception {
    edit("localPort: 8430\njournal:\n  signalsSync: 3s\n...\n");
    NodeSettings settings = file.load().settings();
    assertThat(settings.localPort()).isEqualTo(8430);
    assertThat(settings.journal().signalsSync()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.journal().urgentSync())
        .isEqualTo(NodeSettings.at(home).journal().urgentSync());
  }

  @Test
  void aLanesBudgetIsSetAloneAndTheOtherLanesKeepTheirs() throws Exception {
    edit("journal:\n  budgets:\n    signals:\n      pending: 1000000\n      policy: REFUSE\n...\n");
    JournalSettings usual = NodeSettings.at(home).journal();
    LaneBudget signals = Objects.requireNonNull(usual.budgets().get(Lane.SIGNALS));
    assertThat(file.load().settings().journal())
        .isEqualTo(
            usual.withBudget(
                Lane.SIGNALS,
                new LaneBudget(1_000_000, signals.history(), signals.age(), DropPolicy.REFUSE)));
    file.set(Map.of("journal.budgets.events.age", "3d"));
    assertThat(file.load().settings().journal().budgets().get(Lane.EVENTS))
        .extracting(LaneBudget::age)
        .isEqualTo(Duration.ofDays(3));
  }

  @Test
  void aBudgetThatIsWrongIsRefused() throws Exception {
    edit("journal:\n  budgets:\n    signals:\n      pending: 0\n...\n");
    assertThatThrownBy(() -> file.load()).hasMessageContaining("bytes for what is pending");
    edit("journal:\n  budgets:\n    signal:\n      pending: 1000000\n...\n");
    assertThatThrownBy(() -> file.load()).hasMessageContaining("signal");
  }

  @Test
  void aFirstFileThatIsWrongStopsTheStartAndNamesAllThatIsWrong() throws Exception {
    edit("localPrt: 1\njournal:\n  signalSync: 1s\npoll: soon\n...\n");
    assertThatThrownBy(() -> file.load())
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("unknown key 'localPrt' (did you mean 'localPort'?)")
        .hasMessageContaining("unknown key 'signalSync' (did you mean 'signalsSync'?)")
        .hasMessageContaining("agent.yaml.poll");
  }

  @Test
  void theHomeIsNoSetting() throws Exception {
    edit("home: /elsewhere\n...\n");
    assertThatThrownBy(() -> file.load()).hasMessageContaining("unknown key 'home'");
  }

  /** A file of zero bytes, or the first half of one, is what a power cut leaves of an editor. */
  @Test
  void aHalfWrittenFileStartsTheOneBefore() throws Exception {
    edit("localPort: 8430\njournal:\n  segmentBytes: 4194304\n...\n");
    file.started(file.load());
    for (String half : new String[] {"", "localPort: 84", "localPort: 8430\njournal:\n"}) {
      edit(half);
      SettingsFile.Loaded<NodeSettings> loaded = file.load();
      assertThat(loaded.settings().localPort()).isEqualTo(8430);
      assertThat(loaded.settings().journal().segmentBytes()).isEqualTo(4_194_304);
      assertThat(loaded.problem().orElseThrow())
          .contains("was not written to its end", "agent.previous.yaml");
    }
  }

  @Test
  void aNodeThatRanWithoutAFileStartsWithoutAWrongOne() throws Exception {
    file.started(file.load());
    edit("speed: 11\n...\n");
    assertThat(file.load().settings()).isEqualTo(NodeSettings.at(home));
    assertThat(file.load().problem().orElseThrow()).contains("unknown key 'speed'");
  }

  @Test
  void aValueIsSetAndTheRestStays() throws Exception {
    edit("poll: 10s\n...\n");
    file.set(new TreeMap<>(Map.of("localPort", "8431", "journal.urgentSync", "20ms")));
    assertThat(Files.readString(home.resolve("agent.yaml")))
        .isEqualTo("poll: 10s\njournal:\n  urgentSync: 20ms\nlocalPort: 8431\n...\n");
    assertThat(file.load().settings().localPort()).isEqualTo(8431);
    assertThat(file.load().settings().poll()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aValueThatIsWrongIsNotSet() throws Exception {
    edit("poll: 10s\n...\n");
    assertThatThrownBy(() -> file.set(Map.of("commands.allowRebot", "true")))
        .hasMessageContaining("unknown key 'allowRebot' (did you mean 'allowReboot'?)");
    assertThat(Files.readString(home.resolve("agent.yaml"))).isEqualTo("poll: 10s\n...\n");
  }
}
