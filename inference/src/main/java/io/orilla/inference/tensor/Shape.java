package io.orilla.inference.tensor;

import io.orilla.model.error.OrillaException;
import java.util.Arrays;

/** The dimensions of a tensor, or of all that an input takes: there, -1 is any. Immutable. */
public final class Shape {
  /** A dimension that is open. */
  public static final long ANY = -1;

  private static final Shape SCALAR = new Shape(new long[0]);

  private final long[] dimensions;

  private Shape(long[] dimensions) {
    this.dimensions = dimensions;
  }

  public static Shape of(long... dimensions) {
    return dimensions.length == 0 ? SCALAR : new Shape(dimensions.clone());
  }

  public int rank() {
    return dimensions.length;
  }

  public long dimension(int index) {
    return dimensions[index];
  }

  public long[] dimensions() {
    return dimensions.clone();
  }

  /** As many rows as that, all else the same. */
  public Shape withRows(long rows) {
    long[] next = dimensions.clone();
    next[0] = rows;
    return new Shape(next);
  }

  /** Without the first dimension. */
  public Shape row() {
    return new Shape(Arrays.copyOfRange(dimensions, 1, dimensions.length));
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT for negative dimensions and for more elements than can
   *     be addressed
   */
  public int elements() {
    long elements = 1;
    for (long dimension : dimensions) {
      if (dimension < 0 || dimension > Integer.MAX_VALUE) {
        throw OrillaException.invalid("shape " + this + " has a dimension that no tensor can have");
      }
      elements *= dimension;
      if (elements > Integer.MAX_VALUE) {
        throw OrillaException.invalid("shape " + this + " has more elements than a tensor can");
      }
    }
    return (int) elements;
  }

  /** Whether a tensor of that shape fits one that is declared so. */
  public boolean takes(Shape given) {
    if (given.dimensions.length != dimensions.length) {
      return false;
    }
    for (int i = 0; i < dimensions.length; i++) {
      if (dimensions[i] != ANY && dimensions[i] != given.dimensions[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether they differ in the first dimension at most. */
  public boolean hasSameRowsAs(Shape other) {
    if (other.dimensions.length != dimensions.length || dimensions.length == 0) {
      return false;
    }
    return Arrays.equals(dimensions, 1, dimensions.length, other.dimensions, 1, dimensions.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /** As {@code [1,8]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < dimensions.length; i++) {
      text.append(i == 0 ? "" : ",").append(dimensions[i]);
    }
    return text.append(']').toString();
  }
}
