package io.orilla.demo.bench.fault.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.error.OrillaException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FaultsTest {
  @Test
  void eachKindComesOnceBeforeOneComesAgain() {
    List<String> hundred = Faults.drawn(100, List.of(), new Random(7));
    int kinds = new HashSet<>(hundred).size();
    assertThat(hundred).hasSize(100);
    assertThat(hundred.subList(0, kinds)).doesNotHaveDuplicates();
    assertThat(hundred.subList(kinds, 2 * kinds)).doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedDrawsTheSameFaults() {
    assertThat(Faults.drawn(40, List.of(), new Random(7)))
        .isEqualTo(Faults.drawn(40, List.of(), new Random(7)))
        .isNotEqualTo(Faults.drawn(40, List.of(), new Random(8)));
  }

  @Test
  void onlyWhatIsNamedComes() {
    assertThat(Faults.drawn(3, List.of("power-cut"), new Random(7)))
        .containsExactly("power-cut", "power-cut", "power-cut");
  }

  @Test
  void whatIsNoFaultIsRefusedWithAllThatAre() {
    assertThatThrownBy(() -> Faults.drawn(3, List.of("earthquake"), new Random(7)))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("there is no fault 'earthquake'; there are kill-node, kill-server");
  }
}
