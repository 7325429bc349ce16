package io.orilla.demo.bench;

import io.orilla.model.content.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All figures of a run: a table for people, one line of JSON for programs. */
public record Board(List<Figure> figures) {
  public Board {
    figures = List.copyOf(figures);
  }

  public boolean met() {
    return figures.stream().allMatch(Figure::met);
  }

  public String header() {
    return String.format(
        "%-28s %12s  %-12s %-7s %12s  %s",
        "figure", "value", "goal", "", "yardstick", "what was measured");
  }

  /** Each figure by its name, then the yardsticks, the goals and what was missed. */
  public String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Double> yardsticks = new LinkedHashMap<>();
    Map<String, String> goals = new LinkedHashMap<>();
    for (Figure figure : figures) {
      all.put(figure.name(), figure.value());
      yardsticks.put(figure.name(), figure.yardstick());
      goals.put(figure.name(), figure.goal().toString());
    }
    all.put("yardsticks", yardsticks);
    all.put("goals", goals);
    all.put("missed", figures.stream().filter(figure -> !figure.met()).map(Figure::name).toList());
    return Json.text(all);
  }
}
