package io.orilla.connector.modbus;

import java.util.List;

/**
 * Points that one request reads.
 *
 * @param points at least one, by their lowest element; all of one unit and table
 */
record Block(List<Point> points) {
  Block {
    points = List.copyOf(points);
  }

  int unit() {
    return points.getFirst().unit();
  }

  Table table() {
    return points.getFirst().table();
  }

  int from() {
    return points.getFirst().lowest();
  }

  int count() {
    return points.stream().mapToInt(Point::end).max().orElseThrow() - from();
  }

  boolean isOne() {
    return points.size() == 1;
  }

  Block firstHalf() {
    return new Block(points.subList(0, points.size() / 2));
  }

  Block secondHalf() {
    return new Block(points.subList(points.size() / 2, points.size()));
  }
}
