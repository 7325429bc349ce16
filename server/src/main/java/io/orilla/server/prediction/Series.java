package io.orilla.server.prediction;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.AssetName;
import io.orilla.server.record.Buckets.Curve;
import java.util.List;
import java.util.Optional;

/**
 * One time axis of an asset and all that belongs on it. Times are µs UTC.
 *
 * @param node that reads the asset; absent when no source declares it
 * @param score what the models said, in multiples of the limit
 * @param none windows without prediction
 */
record Series(
    AssetName asset,
    Optional<ObjectName> node,
    long from,
    long to,
    List<SignalCurve> signals,
    Curve score,
    List<Interval> alarms,
    List<Interval> labels,
    List<Interval> gaps,
    List<Interval> none,
    List<Swap> swaps) {

  /**
   * @param name local to the asset
   * @param unit empty when no workflow says
   */
  record SignalCurve(String name, String unit, @JsonUnwrapped Curve curve, Optional<Double> last) {}

  /** A stretch of time, both ends inclusive. */
  record Interval(long from, long to, String text) {}

  /**
   * Another model took over with the window that ends at {@code time}.
   *
   * @param version 0 when the bundle is no registered version
   */
  record Swap(long time, String model, int version, Digest bundle) {}
}
