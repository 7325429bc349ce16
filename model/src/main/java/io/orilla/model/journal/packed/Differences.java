package io.orilla.model.journal.packed;

/**
 * Whole numbers as differences: to one number for all, to the one before, or of these differences
 * again, whichever is smallest. Sums wrap around, so that any numbers come back.
 */
final class Differences {
  private static final int TO_MIDDLE = 0;
  private static final int TO_LAST = 1;
  private static final int OF_DIFFERENCES = 2;

  private final Rice toMiddle = new Rice();
  private final Rice toLast = new Rice();
  private final Rice ofDifferences = new Rice();
  private long middle;
  private int order;
  private Rice rice = toMiddle;

  /** Chooses how to write these numbers; returns about how many bits they take. */
  long choose(long[] numbers, int count) {
    middle = middle(numbers, count);
    toMiddle.clear();
    toLast.clear();
    ofDifferences.clear();
    long last = 0;
    long lastDifference = 0;
    for (int i = 0; i < count; i++) {
      long number = numbers[i];
      long difference = number - last;
      toMiddle.look(number - middle);
      if (i > 0) {
        toLast.look(difference);
      }
      if (i > 1) {
        ofDifferences.look(difference - lastDifference);
      }
      last = number;
      lastDifference = difference;
    }
    toMiddle.choose();
    toLast.choose();
    ofDifferences.choose();
    return chooseOrder(numbers, count);
  }

  private long chooseOrder(long[] numbers, int count) {
    order = TO_MIDDLE;
    rice = toMiddle;
    long cost = toMiddle.cost() + cost(middle);
    long first = count > 0 ? cost(numbers[0]) : 0;
    if (count > 1 && toLast.cost() + first < cost) {
      order = TO_LAST;
      rice = toLast;
      cost = toLast.cost() + first;
    }
    if (count > 2) {
      long begin = first + cost(numbers[1] - numbers[0]);
      if (ofDifferences.cost() + begin < cost) {
        order = OF_DIFFERENCES;
        rice = ofDifferences;
        cost = ofDifferences.cost() + begin;
      }
    }
    return cost + 8;
  }

  private static long cost(long number) {
    return (Long.SIZE - Long.numberOfLeadingZeros(Zigzag.of(number))) * 4L / 3 + 4;
  }

  private static long middle(long[] numbers, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += numbers[i];
    }
    return count == 0 ? 0 : Math.round(sum / count);
  }

  /** Writes the numbers that were last looked at. */
  void write(BitWriter out, long[] numbers, int count) {
    int width = rice.width();
    out.bits(order, 2);
    out.bits(width, 6);
    int given = Math.min(order, count);
    if (order == TO_MIDDLE) {
      out.signed(middle);
    }
    long last = order == TO_MIDDLE ? middle : 0;
    long step = 0;
    for (int i = 0; i < count; i++) {
      long difference = numbers[i] - last;
      if (i < given) {
        out.signed(difference);
      } else if (width != Rice.ALL_ZERO) {
        Rice.write(out, difference - step, width);
      }
      if (order != TO_MIDDLE) {
        last = numbers[i];
      }
      if (order == OF_DIFFERENCES && i > 0) {
        step = difference;
      }
    }
  }

  static void read(BitReader in, long[] numbers, int count) {
    int order = (int) in.bits(2);
    int width = (int) in.bits(6);
    int given = Math.min(order, count);
    long last = order == TO_MIDDLE ? in.signed() : 0;
    long step = 0;
    for (int i = 0; i < count; i++) {
      long difference;
      if (i < given) {
        difference = in.signed();
      } else {
        difference = step + (width == Rice.ALL_ZERO ? 0 : Rice.read(in, width));
      }
      numbers[i] = last + difference;
      if (order != TO_MIDDLE) {
        last = numbers[i];
      }
      if (order == OF_DIFFERENCES && i > 0) {
        step = difference;
      }
    }
  }
}
