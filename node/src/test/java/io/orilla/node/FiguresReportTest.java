package io.orilla.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.node.LinkUse;
import io.orilla.model.node.NodeFigures;
import io.orilla.model.node.NodeFigures.SourceFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiguresReportTest {
  private final List<Event> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-02T14:00:00Z");
  private Optional<NodeFigures> figures = Optional.of(figures("none"));
  private final FiguresReport report = new FiguresReport(() -> figures, told::add, () -> now);

  private static NodeFigures figures(String problem, SourceFigures... sources) {
    return new NodeFigures(
        1,
        false,
        null,
        List.of(problem),
        new LinkUse(0, List.of()),
        null,
        List.of(sources),
        List.of(),
        List.of());
  }

  private int toldAfter(int seconds) {
    now = now.plusSeconds(seconds);
    report.look();
    return told.size();
  }

  @Test
  void figuresAreToldAtOnceAndThenEveryTenMinutes() {
    assertThat(toldAfter(0)).isEqualTo(1);
    assertThat(toldAfter(599)).isEqualTo(1);
    assertThat(toldAfter(1)).isEqualTo(2);
  }

  @Test
  void aNewProblemIsToldSoonButNoMoreThanOnceAMinute() {
    toldAfter(0);
    figures = Optional.of(figures("the clock is wrong"));
    assertThat(toldAfter(59)).isEqualTo(1);
    assertThat(toldAfter(1)).isEqualTo(2);
    assertThat(toldAfter(60)).isEqualTo(2);
  }

  @Test
  void theFirstSamplesOfANewSourceAreToldSoonAndThoseThatFollowAreNot() {
    toldAfter(0);
    figures = Optional.of(figures("none", received(7)));
    assertThat(toldAfter(60)).isEqualTo(2);
    figures = Optional.of(figures("none", received(8)));
    assertThat(toldAfter(60)).isEqualTo(2);
  }

  private static SourceFigures received(long samples) {
    ObjectName tank = new ObjectName("tank");
    return new SourceFigures(tank, samples, samples, 0, 0, 0, null, 0, 0, List.of());
  }

  @Test
  void aServerThatIsAwayIsNotToldLaterWhatItMissed() {
    toldAfter(0);
    figures = Optional.empty();
    assertThat(toldAfter(3600)).isEqualTo(1);
    figures = Optional.of(figures("none"));
    assertThat(toldAfter(0)).isEqualTo(2);
  }

  @Test
  void aClockThatIsSetBackSilencesNobody() {
    toldAfter(0);
    assertThat(toldAfter(-86_400)).isEqualTo(2);
  }
}
