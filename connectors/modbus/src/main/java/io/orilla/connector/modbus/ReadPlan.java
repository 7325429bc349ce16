package io.orilla.connector.modbus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which requests read all points: as few as the device's limits allow. */
final class ReadPlan {
  private static final Comparator<Point> BY_PLACE =
      Comparator.comparingInt(Point::unit)
          .thenComparing(Point::table)
          .thenComparingInt(Point::lowest);

  private final ModbusSettings settings;
  private final List<Block> blocks = new ArrayList<>();

  ReadPlan(ModbusSettings settings, List<Point> points) {
    this.settings = settings;
    List<Point> together = new ArrayList<>();
    for (Point point : points.stream().sorted(BY_PLACE).toList()) {
      if (!together.isEmpty() && !fits(point, together)) {
        blocks.add(new Block(together));
        together.clear();
      }
      together.add(point);
    }
    blocks.add(new Block(together));
  }

  private boolean fits(Point point, List<Point> together) {
    Block block = new Block(together);
    int end = block.from() + block.count();
    return point.unit() == block.unit()
        && point.table() == block.table()
        && point.lowest() - end <= settings.registersBetween()
        && Math.max(end, point.end()) - block.from() <= point.table().perRequest(settings);
  }

  List<Block> blocks() {
    return blocks;
  }
}
