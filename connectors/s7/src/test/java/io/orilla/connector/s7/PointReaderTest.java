package io.orilla.connector.s7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PointReaderTest {
  private static final SignalName NAME = new AssetName("riva/hall1/line3/press").signal("x");

  private static Point read(String address) {
    return PointReader.read(new SourceSpec.Signal(NAME, address, null));
  }

  @Test
  void placesAreThoseOfStep7() {
    assertThat(read("DB12.DBX3.7"))
        .isEqualTo(new Point(NAME, Area.DATA_BLOCK, 12, 3, 7, 1, DataType.BOOL, 1, 0));
    assertThat(read("MW10?type=INT&scale=0.1&offset=-5"))
        .isEqualTo(new Point(NAME, Area.MERKER, 0, 10, 0, 2, DataType.INT, 0.1, -5));
    assertThat(read("A4.1")).isEqualTo(read("Q4.1"));
    assertThat(read("DB1.DBB0?type=string&length=10").count()).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DB1.DBX3 | must have a bit
          MW10.2 | must have a bit, as DB1.DBX0.3 or M10.2, or none
          M10.8 | is no place of a controller
          DB1.DBW2?type=real | is no real: name the byte at which it begins
          DB1.DBB2?type=float | there are bool, byte, usint
          DB1.DBB2?type=string | string needs its length
          DB1.DBX0.1?scale=2 | bool is no number: leave out its scale
          """)
  void whatIsWrongIsSaid(String address, String message) {
    assertThatThrownBy(() -> read(address)).hasMessageContaining(message);
  }

  /** S7-300 agree on 240 bytes: neither a request nor its answer has more. */
  @Test
  void requestsAndAnswersFitThePdu() {
    List<Point> points = new ArrayList<>();
    for (int at = 0; at < 3000; at += at % 7 == 0 ? 30 : 3) {
      points.add(read("DB1.DBB" + at));
    }
    List<Span> spans = ReadPlan.spans(points, 240);
    List<List<Span>> requests = ReadPlan.requests(spans, 240);
    assertThat(requests.stream().flatMap(List::stream)).containsExactlyElementsOf(spans);
    assertThat(spans.stream().flatMap(span -> span.points().stream())).hasSameSizeAs(points);
    for (List<Span> together : requests) {
      assertThat(12 + 12 * together.size()).isLessThanOrEqualTo(240);
      int answer = 14;
      for (Span span : together) {
        answer += answer % 2 + 4 + span.count();
      }
      assertThat(answer).isLessThanOrEqualTo(240);
    }
    assertThat(requests.size()).isLessThan(spans.size());
  }
}
