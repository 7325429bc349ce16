package io.orilla.connector.sparkplug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.connector.Browser.Found;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class BirthTreeTest {
  private final BirthTree tree = new BirthTree(InstantSource.system());

  /** Who looks for signals would open a folder that is empty for ever. */
  @Test
  void aBirthThatNobodyCanReadIsNotShown() {
    assertThat(tree.heard("spBv1.0/Plant/NBIRTH/Line3", "no payload".getBytes(UTF_8))).isFalse();
    assertThat(tree.children("")).isEmpty();
    assertThat(tree.heard("spBv1.0/Plant/NBIRTH/Line3", new byte[0])).isTrue();
    assertThat(tree.children("")).containsExactly(Found.folder("Plant", "Plant"));
  }
}
