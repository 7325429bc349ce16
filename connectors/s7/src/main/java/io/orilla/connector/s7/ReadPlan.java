package io.orilla.connector.s7;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts points into few items, and items into few requests. */
final class ReadPlan {
  private static final int BYTES_BETWEEN = 16;
  private static final int ITEMS = 20;
  private static final int REQUEST_HEAD = 12;
  private static final int REQUEST_ITEM = 12;
  private static final int ANSWER_HEAD = 14;
  private static final int ANSWER_ITEM = 4;

  private ReadPlan() {}

  /**
   * @param pdu the bytes that a request or an answer may have
   */
  static List<Span> spans(List<Point> points, int pdu) {
    int most = pdu - ANSWER_HEAD - ANSWER_ITEM;
    List<Point> sorted =
        points.stream()
            .sorted(
                Comparator.comparing(Point::area)
                    .thenComparing(Point::block)
                    .thenComparing(Point::from)
                    .thenComparing(Point::bit))
            .toList();
    List<Span> spans = new ArrayList<>();
    List<Point> together = new ArrayList<>();
    int end = 0;
    for (Point point : sorted) {
      boolean apart =
          !together.isEmpty()
              && (point.area() != together.getFirst().area()
                  || point.block() != together.getFirst().block()
                  || point.from() > end + BYTES_BETWEEN
                  || Math.max(end, point.end()) - together.getFirst().from() > most);
      if (apart) {
        spans.add(new Span(together));
        together = new ArrayList<>();
        end = 0;
      }
      together.add(point);
      end = Math.max(end, point.end());
    }
    spans.add(new Span(together));
    return spans;
  }

  /** Those that one request asks for, and one answer has room for. */
  static List<List<Span>> requests(List<Span> spans, int pdu) {
    List<List<Span>> requests = new ArrayList<>();
    List<Span> together = new ArrayList<>();
    int answer = ANSWER_HEAD;
    for (Span span : spans) {
      int bytes = ANSWER_ITEM + span.count() + (span.count() & 1);
      boolean full =
          together.size() == ITEMS
              || REQUEST_HEAD + (together.size() + 1) * REQUEST_ITEM > pdu
              || answer + bytes > pdu + 1; // the last item has no byte to fill up
      if (full && !together.isEmpty()) {
        requests.add(together);
        together = new ArrayList<>();
        answer = ANSWER_HEAD;
      }
      together.add(span);
      answer += bytes;
    }
    if (!together.isEmpty()) {
      requests.add(together);
    }
    return requests;
  }
}
