package io.orilla.connector.s7;

import java.util.List;

/**
 * Points that lie together and are read as one item.
 *
 * @param points at least one, by their first byte; all of one area and block
 */
record Span(List<Point> points) {
  Span {
    points = List.copyOf(points);
  }

  Area area() {
    return points.getFirst().area();
  }

  int block() {
    return points.getFirst().block();
  }

  int from() {
    return points.getFirst().from();
  }

  int count() {
    return points.stream().mapToInt(Point::end).max().orElseThrow() - from();
  }

  boolean isOne() {
    return points.size() == 1;
  }

  List<Span> halves() {
    int middle = points.size() / 2;
    return List.of(
        new Span(points.subList(0, middle)), new Span(points.subList(middle, points.size())));
  }

  /** As people write it. */
  String text() {
    return switch (area()) {
      case DATA_BLOCK -> "DB%d from byte %d".formatted(block(), from());
      case MERKER -> "M from byte " + from();
      case INPUT -> "I from byte " + from();
      case OUTPUT -> "Q from byte " + from();
    };
  }
}
