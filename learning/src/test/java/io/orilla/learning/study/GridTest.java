package io.orilla.learning.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.learning.detector.Algorithm.PrincipalComponents;
import io.orilla.learning.detector.Limits;
import io.orilla.learning.detector.Settings;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridTest {

  @Test
  void whatIsNotNamedIsAsPublished() {
    assertThat(expand("{'t2': {}}")).containsExactly(Settings.PUBLISHED_T2);
  }

  /** Whatever order a map has: the first of equal trials wins, so the order must be one. */
  @Test
  void simplerTrialsComeFirst() {
    List<Settings> trials =
        expand(
            "{'pca': {'components': [2, 3], 'limits': ['theory', 'blocked']},"
                + " 't2': {'mean': [1, 5], 'limit': [1, 1.5]}}");
    assertThat(trials).hasSize(8);
    assertThat(trials.subList(0, 4))
        .extracting(trial -> trial.algorithm().id() + trial.mean() + "/" + trial.factor())
        .containsExactly("t21/1.0", "t21/1.5", "t25/1.0", "t25/1.5");
    assertThat(trials.subList(4, 8))
        .extracting(Settings::algorithm, Settings::limits)
        .containsExactly(
            tuple(new PrincipalComponents(2), Limits.THEORY),
            tuple(new PrincipalComponents(3), Limits.THEORY),
            tuple(new PrincipalComponents(2), Limits.BLOCKED),
            tuple(new PrincipalComponents(3), Limits.BLOCKED));
  }

  @Test
  void theSamePointIsTriedOnce() {
    assertThat(expand("{'t2': {'limit': [2, 2.0]}}")).hasSize(1);
  }

  @Test
  void whatIsNotKnownIsRefusedWithWhatIs() {
    assertRefused("{'lstm': {}}", "grid names the algorithm 'lstm'; known are [t2, pca]");
    assertRefused(
        "{'t2': {'window': [5]}}",
        "grid.t2 names the parameter 'window'; it has [limits, mean, confidence, limit]");
    assertRefused("{'t2': {'mean': []}}", "grid.t2.mean has no value: give at least one");
    assertRefused("{'t2': {'mean': [1.5]}}", "grid.t2.mean: 1.5 is no whole number");
    assertRefused("{'t2': {'limit': ['x']}}", "grid.t2.limit: \"x\" is no number");
    assertRefused("{'t2': {'limits': ['mad']}}", "limits 'mad' is not known");
    assertRefused("{'pca': {'components': [0]}}", "components 0 must be 1 or more");
  }

  private static void assertRefused(String grid, String message) {
    assertThatThrownBy(() -> expand(grid))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining(message);
  }

  private static List<Settings> expand(String grid) {
    JsonNode json = Json.read(grid.replace('\'', '"'), JsonNode.class);
    Map<String, Map<String, List<JsonNode>>> read =
        Json.mapper().convertValue(json, new TypeReference<>() {});
    return Grid.expand(read);
  }
}
