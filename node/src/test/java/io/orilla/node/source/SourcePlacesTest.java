package io.orilla.node.source;

import static io.orilla.node.source.SourcesBed.FLOW;
import static io.orilla.node.source.SourcesBed.PRESSURE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sources that can be read again: they go on where the journal has them. */
final class SourcePlacesTest {
  @AutoClose private final SourcesBed bed = new SourcesBed();

  /** The times are those of a file's lines: equal ones are no repetition, and they may go back. */
  @Test
  void aSourceThatCanBeReadAgainGoesOnBehindWhatIsJournalled() {
    assertThat(bed.connector().listener().place()).isEmpty();
    bed.sayUpTo("0", FLOW);
    bed.sayUpTo("3", FLOW, 10, 10, 9);
    bed.killAndStart();
    assertThat(bed.connector().listener().place()).contains("0");
    bed.connector().listener().disconnected("the file is away");
    bed.connector().listener().connected();
    bed.sayUpTo("2", FLOW, 10, 10);
    bed.sayUpTo("4", FLOW, 9, 11);
    bed.sayUpTo("5", PRESSURE, 1);
    assertThat(bed.times()).containsExactly(10L, 10L, 9L, 11L, 1L);
    assertThat(bed.gaps()).isEmpty();
    bed.sources().close();
    bed.killAndStart();
    assertThat(bed.connector().listener().place()).contains("5");
    bed.sayUpTo("6", FLOW, 12);
    assertThat(bed.times()).endsWith(1L, 12L);
  }

  @Test
  void aPlaceThatIsNoMoreIsAGapAndWhatComesThenIsNew() {
    bed.sayUpTo("0", FLOW);
    bed.sayUpTo("1", FLOW, 10);
    bed.killAndStart();
    bed.connector().listener().overflowed(FLOW);
    bed.sayUpTo("0", FLOW, 20);
    assertThat(bed.times()).containsExactly(10L, 20L);
    assertThat(bed.gaps()).hasSize(1).allMatch(gap -> gap.reason().equals("overflow"));
  }
}
