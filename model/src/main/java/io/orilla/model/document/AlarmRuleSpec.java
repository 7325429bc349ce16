package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orilla.model.alarm.AlarmLimit;
import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.document.OutputSpec.PredictedValue;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import java.time.Duration;
import java.util.Optional;

/**
 * A limit on what a champion says, or on a signal, that somebody is to know of when it is passed.
 * Either {@code prediction} or {@code signal}, and either {@code above} or {@code below} is given.
 *
 * @param hysteresis how far it must come back within the limit to be over
 * @param lasting how long, in event time, it must be beyond the limit to be raised
 * @param clearsAfter how long, in event time, it must be back to be over
 * @param text what somebody is to do about it
 */
public record AlarmRuleSpec(
    Optional<PredictedValue> prediction,
    Optional<SignalName> signal,
    Optional<Double> above,
    Optional<Double> below,
    Optional<Double> hysteresis,
    @JsonProperty("for") Optional<Duration> lasting,
    Optional<Duration> clearsAfter,
    Optional<AlarmPriority> priority,
    Optional<String> text)
    implements Spec {
  public AlarmRuleSpec {
    if (prediction.isPresent() == signal.isPresent()) {
      throw OrillaException.invalid("an alarm is either on a prediction or on a signal");
    }
    if (above.isPresent() == below.isPresent()) {
      throw OrillaException.invalid("an alarm needs either above or below");
    }
    if (hysteresis.filter(width -> !(width >= 0)).isPresent()) {
      throw OrillaException.invalid("hysteresis must be 0 or more");
    }
  }

  /** The asset that it is of. */
  public AssetName asset() {
    return prediction.map(PredictedValue::asset).orElseGet(() -> signal.orElseThrow().asset());
  }

  /** The limit. */
  public double limit() {
    return (above.isPresent() ? above : below).orElseThrow();
  }

  /** The limit, and what it is on. */
  public AlarmLimit alarmLimit() {
    return new AlarmLimit(
        prediction.map(PredictedValue::name).orElse(null), above.orElse(null), below.orElse(null));
  }

  /** Whether a value is beyond the limit. */
  public boolean isBeyond(double value) {
    return above.isPresent() ? value > limit() : value < limit();
  }

  /** Whether a value has come back far enough. */
  public boolean isBack(double value) {
    double width = hysteresis.orElse(0.0);
    return above.isPresent() ? value <= limit() - width : value >= limit() + width;
  }

  public AlarmPriority urgency() {
    return priority.orElse(AlarmPriority.MEDIUM);
  }
}
