package io.orilla.model.journal.packed;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.Arrays;

/**
 * In which order samples of several signals came. After a signal the same one is expected that came
 * after it the last time; only what is otherwise is written. Rows that repeat cost nothing.
 */
final class Interleaving {
  private final int signals;
  private final int[] follower;
  private int last;

  Interleaving(int signals) {
    this.signals = signals;
    this.follower = new int[signals];
    Arrays.setAll(follower, signal -> (signal + 1) % signals);
    this.last = signals - 1;
  }

  private int expected() {
    return follower[last];
  }

  private void came(int signal) {
    follower[last] = signal;
    last = signal;
  }

  private int width() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(signals - 1);
  }

  static void write(BitWriter out, int[] order, int count, int signals) {
    Interleaving state = new Interleaving(signals);
    int hits = 0;
    for (int i = 0; i < count; i++) {
      if (state.expected() == order[i]) {
        hits++;
      } else {
        out.number(hits);
        out.bits(order[i], state.width());
        hits = 0;
      }
      state.came(order[i]);
    }
    out.number(hits);
  }

  static void read(BitReader in, int[] order, int signals) {
    Interleaving state = new Interleaving(signals);
    int at = 0;
    for (int hits = in.count(order.length); ; hits = in.count(order.length - at)) {
      for (int end = at + hits; at < end; at++) {
        order[at] = state.expected();
        state.came(order[at]);
      }
      if (at == order.length) {
        return;
      }
      order[at] = (int) in.bits(state.width());
      if (order[at] >= signals) {
        throw new OrillaException(
            ErrorCode.INVALID_FORMAT, "packed samples are damaged: no signal " + order[at]);
      }
      state.came(order[at++]);
    }
  }
}
