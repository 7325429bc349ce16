package io.orilla.learning.detector;

import io.orilla.model.error.OrillaException;

/** What a detector measures of a row. The simpler one stands first. */
public sealed interface Algorithm {
  /** The name in a study's grid. */
  String id();

  /**
   * Hotelling's T²: the squared Mahalanobis distance of a row from the mean (H. Hotelling, 1947).
   */
  record HotellingT2() implements Algorithm {
    public static final String ID = "t2";

    @Override
    public String id() {
      return ID;
    }
  }

  /**
   * T² within the first principal components and Q, the squared distance from their plane (J. E.
   * Jackson and G. S. Mudholkar, 1979); either one over its limit is an alarm.
   *
   * @param components of the plane; with fewer signals that vary, one less than those
   */
  record PrincipalComponents(int components) implements Algorithm {
    public static final String ID = "pca";

    public PrincipalComponents {
      if (components < 1) {
        throw OrillaException.invalid("components " + components + " must be 1 or more");
      }
    }

    @Override
    public String id() {
      return ID;
    }
  }
}
