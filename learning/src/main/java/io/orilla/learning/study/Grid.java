package io.orilla.learning.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orilla.learning.detector.Algorithm;
import io.orilla.learning.detector.Algorithm.HotellingT2;
import io.orilla.learning.detector.Algorithm.PrincipalComponents;
import io.orilla.learning.detector.Limits;
import io.orilla.learning.detector.Settings;
import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All combinations of a study's grid, the simpler ones first: T² before principal components, and
 * within an algorithm in the order of the values as they were written. What a grid does not name is
 * as in the published T² detector.
 */
public final class Grid {
  private static final int DEFAULT_COMPONENTS = 3;
  private static final int MOST_TRIALS = 10_000;

  /** In the order they vary, the last one fastest. */
  private static final Map<String, JsonNode> DEFAULTS = defaults();

  private Grid() {}

  private static Map<String, JsonNode> defaults() {
    Settings published = Settings.PUBLISHED_T2;
    Map<String, JsonNode> defaults = new LinkedHashMap<>();
    defaults.put("limits", TextNode.valueOf(published.limits().id()));
    defaults.put("components", IntNode.valueOf(DEFAULT_COMPONENTS));
    defaults.put("mean", IntNode.valueOf(published.mean()));
    defaults.put("confidence", DoubleNode.valueOf(published.confidence()));
    defaults.put("limit", DoubleNode.valueOf(published.factor()));
    return defaults;
  }

  /**
   * The trials in order.
   *
   * @param grid per algorithm ({@code t2}, {@code pca}) the values of each parameter
   * @throws OrillaException INVALID_ARGUMENT for an algorithm, a parameter or a value that is not
   *     known
   */
  public static List<Settings> expand(Map<String, Map<String, List<JsonNode>>> grid) {
    List<String> known = List.of(HotellingT2.ID, PrincipalComponents.ID);
    for (String algorithm : grid.keySet()) {
      if (!known.contains(algorithm)) {
        throw OrillaException.invalid(
            "grid names the algorithm '" + algorithm + "'; known are " + known);
      }
    }
    return known.stream()
        .filter(grid::containsKey)
        .flatMap(
            algorithm ->
                combinations(algorithm, grid.getOrDefault(algorithm, Map.of())).stream()
                    .map(point -> settings(algorithm, point)))
        .distinct()
        .toList();
  }

  private static List<Map<String, JsonNode>> combinations(
      String algorithm, Map<String, List<JsonNode>> values) {
    requireKnown(algorithm, values);
    List<Map<String, JsonNode>> points = List.of(Map.of());
    for (Map.Entry<String, JsonNode> parameter : DEFAULTS.entrySet()) {
      List<JsonNode> choices =
          values.getOrDefault(parameter.getKey(), List.of(parameter.getValue()));
      points = multiply(points, parameter.getKey(), choices);
      if (points.size() > MOST_TRIALS) {
        throw OrillaException.invalid(
            "grid of " + algorithm + " has more than " + MOST_TRIALS + " combinations");
      }
    }
    return points;
  }

  private static List<Map<String, JsonNode>> multiply(
      List<Map<String, JsonNode>> points, String parameter, List<JsonNode> choices) {
    List<Map<String, JsonNode>> all = new ArrayList<>();
    for (Map<String, JsonNode> point : points) {
      for (JsonNode choice : choices) {
        Map<String, JsonNode> longer = new LinkedHashMap<>(point);
        longer.put(parameter, choice);
        all.add(longer);
      }
    }
    return all;
  }

  private static void requireKnown(String algorithm, Map<String, List<JsonNode>> values) {
    List<String> known =
        DEFAULTS.keySet().stream()
            .filter(name -> algorithm.equals(PrincipalComponents.ID) || !name.equals("components"))
            .toList();
    values.forEach(
        (name, choices) -> {
          if (!known.contains(name)) {
            throw OrillaException.invalid(
                "grid." + algorithm + " names the parameter '" + name + "'; it has " + known);
          }
          if (choices.isEmpty()) {
            throw OrillaException.invalid(
                "grid." + algorithm + "." + name + " has no value: give at least one");
          }
        });
  }

  private static Settings settings(String algorithm, Map<String, JsonNode> point) {
    Point values = new Point(algorithm, point);
    Algorithm measured =
        algorithm.equals(HotellingT2.ID)
            ? new HotellingT2()
            : new PrincipalComponents(values.whole("components"));
    return new Settings(
        measured,
        values.number("confidence"),
        values.whole("mean"),
        values.number("limit"),
        Limits.of(values.of("limits").asText()));
  }

  /** One combination, whose values know where they stand. */
  private record Point(String algorithm, Map<String, JsonNode> values) {
    JsonNode of(String parameter) {
      return values.getOrDefault(parameter, TextNode.valueOf(""));
    }

    double number(String parameter) {
      JsonNode value = of(parameter);
      if (!value.isNumber()) {
        throw refused(parameter, value, "number");
      }
      return value.doubleValue();
    }

    int whole(String parameter) {
      JsonNode value = of(parameter);
      if (!value.isIntegralNumber() || !value.canConvertToInt()) {
        throw refused(parameter, value, "whole number");
      }
      return value.intValue();
    }

    private OrillaException refused(String parameter, JsonNode value, String wanted) {
      return OrillaException.invalid(
          "grid." + algorithm + "." + parameter + ": " + value + " is no " + wanted);
    }
  }
}
