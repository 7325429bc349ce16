package io.orilla.connector.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.Browser.Found;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The topics that were heard, level by level, and below each what its last message said, when that
 * was JSON. Bounded in topics and in bytes of a message. Used by one thread.
 */
final class TopicTree implements HeardTree {
  private static final Duration SETTLES = Duration.ofMillis(2500);
  private static final int MOST_TOPICS = 20_000;
  private static final int LONGEST_MESSAGE = 16 << 10;

  /** Sparkplug has a connector of its own. */
  private static final String SPARKPLUG = "spBv1.0/";

  private final Level top = new Level();
  private int topics;

  private static final class Level {
    private final Map<String, Level> below = new TreeMap<>();
    private byte[] said = {};
    private boolean isTopic;
  }

  @Override
  public String filter() {
    return "#";
  }

  @Override
  public Duration settles() {
    return SETTLES;
  }

  @Override
  public boolean expectsMore() {
    return topics == 0;
  }

  @Override
  public boolean heard(String topic, byte[] payload) {
    if (topic.startsWith(SPARKPLUG) || topics >= MOST_TOPICS) {
      return false;
    }
    Level level = top;
    for (String name : levels(topic)) {
      level = level.below.computeIfAbsent(name, any -> new Level());
    }
    boolean isNews = !level.isTopic;
    topics += isNews ? 1 : 0;
    level.isTopic = true;
    level.said = payload.length > LONGEST_MESSAGE ? new byte[0] : payload;
    return isNews;
  }

  /**
   * What lies at a place: the levels below a topic, and the values in its JSON.
   *
   * @param where empty, a topic or a part of one, or a topic with the path of an object in its JSON
   * @throws OrillaException DOES_NOT_EXIST when nothing of it was heard
   */
  @Override
  public List<Found> children(String where) {
    Place place = Place.of(where);
    Level level = level(place.topic());
    List<Found> found = new ArrayList<>();
    if (place.isTopic()) {
      level.below.forEach((name, child) -> found.add(found(place.below(name), name, child)));
    }
    JsonNode said = json(level).at(place.pointer());
    for (Map.Entry<String, JsonNode> member : said.properties()) {
      if (!member.getKey().contains("'")) { // no path says that
        found.add(found(place.within(member.getKey()), member.getKey(), member.getValue()));
      }
    }
    return found;
  }

  private Level level(String topic) {
    Level level = top;
    for (String name : levels(topic)) {
      Level child = level.below.get(name);
      if (child == null) {
        throw OrillaException.notFound("nothing was heard of '" + topic + "'");
      }
      level = child;
    }
    return level;
  }

  /**
   * A slash at the beginning is taken as a part of the first level, which has no name otherwise.
   */
  private static List<String> levels(String topic) {
    if (topic.isEmpty()) {
      return List.of();
    }
    List<String> levels = new ArrayList<>(List.of(topic.substring(1).split("/", -1)));
    levels.set(0, topic.charAt(0) + levels.getFirst());
    return levels;
  }

  private static Found found(Place place, String name, Level level) {
    JsonNode said = json(level);
    boolean isValue = level.isTopic && !said.isObject();
    return new Found(
        place.address(),
        name,
        isValue ? type(said) : "",
        "",
        isValue,
        !level.below.isEmpty() || said.isObject());
  }

  private static Found found(Place place, String name, JsonNode value) {
    return value.isObject()
        ? Found.folder(place.address(), name)
        : Found.signal(place.address(), name, type(value), "");
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> value.isIntegralNumber() ? "whole number" : "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      default -> "text";
    };
  }

  private static JsonNode json(Level level) {
    try {
      return Json.mapper().readTree(level.said);
    } catch (JsonProcessingException e) {
      return Json.mapper().missingNode();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }
}
