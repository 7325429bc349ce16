package io.orilla.node.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.document.Interlock;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InterlockWatchTest {
  private static final AssetName PRESS = new AssetName("riva/hall1/press/p1");
  private static final long SECOND = 1_000_000;
  private static final long BAD = 0x80000000L;

  private final InterlockWatch watch =
      new InterlockWatch(
          new Interlock(
              PRESS.signal("state"),
              Optional.of("IDLE"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Duration.ofMinutes(2),
              Optional.empty()));

  private void state(String state, long second) {
    state(state, second, 0);
  }

  private void state(String state, long second, long statusCode) {
    hear("state", new Value.TextValue(state), second, statusCode);
  }

  private void force(long second) {
    hear("force", new Value.DoubleValue(second), second, 0);
  }

  private void hear(String signal, Value value, long second, long statusCode) {
    long time = second * SECOND;
    watch.accept(new Sample(PRESS.signal(signal), time, time, value, statusCode));
  }

  private void idle(long from, long through) {
    for (long second = from; second <= through; second += 10) {
      state("IDLE", second);
    }
  }

  private boolean holds(long second) {
    return watch.holds(second * SECOND);
  }

  private String text(long second) {
    return watch.text(second * SECOND);
  }

  @Test
  void itHoldsOnceTheValueWasThereLongEnoughInEventTime() {
    state("RUN", 1_000);
    assertThat(text(1_000))
        .isEqualTo(
            "waits until riva/hall1/press/p1/state is IDLE for 120s; it is RUN since 1970-01-01T00:16:40Z");
    idle(1_010, 1_120);
    assertThat(holds(1_120)).isFalse();
    assertThat(text(1_120)).endsWith("it is since 1970-01-01T00:16:50Z");
    state("IDLE", 1_130);
    assertThat(holds(1_130)).isTrue();
  }

  @Test
  void timeGoesOnWithOtherSignalsOfTheAssetAsLongAsTheValueIsFresh() {
    idle(1_000, 1_100);
    force(1_119);
    assertThat(holds(1_119)).isFalse();
    force(1_120);
    assertThat(holds(1_120)).isTrue();
    force(1_131);
    assertThat(holds(1_131)).isFalse();
    assertThat(text(1_131)).endsWith("last heard 1970-01-01T00:18:20Z, longer ago than 30s");
  }

  @Test
  void aValueThatIsNotGoodBeginsAnew() {
    idle(1_000, 1_110);
    state("IDLE", 1_115, BAD);
    assertThat(text(1_115)).endsWith("its value is not good since 1970-01-01T00:18:35Z");
    idle(1_116, 1_235);
    assertThat(holds(1_235)).isFalse();
    state("IDLE", 1_236);
    assertThat(holds(1_236)).isTrue();
  }

  /** Nobody knows what it was in between. */
  @Test
  void aValueThatWasNotHeardForTooLongBeginsAnew() {
    idle(1_000, 1_110);
    idle(1_141, 1_251);
    assertThat(holds(1_251)).isFalse();
    state("IDLE", 1_261);
    assertThat(holds(1_261)).isTrue();
  }

  @Test
  void anAssetThatIsSilentByTheNodesClockHoldsNothing() {
    idle(1_000, 1_200);
    assertThat(holds(1_230)).isTrue();
    assertThat(holds(1_231)).isFalse();
    assertThat(text(1_231)).endsWith("last heard 1970-01-01T00:20:00Z, longer ago than 30s");
  }

  @Test
  void whatIsHeardLateChangesNothing() {
    idle(1_000, 1_120);
    state("RUN", 1_105);
    assertThat(holds(1_120)).isTrue();
  }
}
