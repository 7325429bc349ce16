package io.orilla.node.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import org.junit.jupiter.api.Test;

final class SignalTrackTest {
  private static Sample at(long time) {
    return new Sample(
        new SignalName("riva/hall1/water/loop1/flow"), time, time, new Value.DoubleValue(1), 0);
  }

  /**
   * The journal was set back to the sample of time 10 after one of time 30 came: that one is not
   * taken twice, as it may have been delivered, and lies in the gap, as it may not.
   */
  @Test
  void aSampleWhoseRecordWasLostIsKnownAndLiesInTheNextGap() {
    SignalTrack track = new SignalTrack(0, 30);
    track.passed(at(10));
    track.expectGap(GapReason.RESTART);
    assertThat(track.repeats(at(30))).isTrue();
    assertThat(track.endedBy(at(40))).isEqualTo(GapReason.RESTART);
    assertThat(track.last()).as("where the gap begins").isEqualTo(10);
  }
}
