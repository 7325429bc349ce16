package io.orilla.connector.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.signal.SignalName;
import org.junit.jupiter.api.Test;

class NameTemplateTest {
  private final NameTemplate template =
      new NameTemplate("plant/{line}/x.y/{what}", "riva/hall1/{line}/press/{what}");

  @Test
  void aPlaceGivesTheName() {
    assertThat(template.name("plant/l3/x.y/temp"))
        .contains(new SignalName("riva/hall1/l3/press/temp"));
    assertThat(template.name("plant/l3/xzy/temp")).isEmpty();
    assertThat(template.name("plant/l3/x.y/temp/more")).isEmpty();
  }

  @Test
  void aPartThatThePlaceDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> new NameTemplate("plant/{line}", "a/b/c/d/{what}"))
        .hasMessage("'a/b/c/d/{what}' uses {what}, which 'plant/{line}' does not have");
  }
}
