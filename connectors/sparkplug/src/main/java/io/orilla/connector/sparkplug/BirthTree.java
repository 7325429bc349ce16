package io.orilla.connector.sparkplug;

import io.orilla.connector.mqtt.HeardTree;
import io.orilla.connector.mqtt.Publication;
import io.orilla.model.connector.Browser.Found;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Groups, their edge nodes, their devices, and the metrics of each, by the births that were heard.
 * An edge node that speaks and was not born meanwhile is asked for a rebirth. Bounded; used by one
 * thread.
 */
final class BirthTree implements HeardTree {
  /** Births are not retained: an edge node is found when it says something. */
  private static final Duration SETTLES = Duration.ofSeconds(4);

  private static final int MOST_METRICS = 50_000;
  private static final int MOST_ORIGINS = 10_000;
  private static final int MOST_NODES = 1_000;
  private static final int AT_MOST_ONCE = 0;
  private static final String BIRTH_DEATH = "bdSeq";
  private static final Set<String> BIRTHS = Set.of("NBIRTH", "DBIRTH");
  private static final Set<String> SIGNS_OF_LIFE = Set.of("NDATA", "DDATA", "DBIRTH", "DDEATH");

  private final InstantSource clock;
  private final Map<Origin, Map<String, Long>> born = new TreeMap<>(Origin.IN_ORDER);
  private final Set<String> bornNodes = new HashSet<>();
  private final Set<String> asked = new TreeSet<>();
  private final List<Publication> questions = new ArrayList<>();
  private int metrics;

  BirthTree(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String filter() {
    return Origin.filterOfAll();
  }

  @Override
  public Duration settles() {
    return SETTLES;
  }

  @Override
  public boolean expectsMore() {
    return born.isEmpty() || !bornNodes.containsAll(asked);
  }

  @Override
  public boolean heard(String topic, byte[] payload) {
    return Origin.ofTopic(topic).filter(spoken -> heard(spoken, payload)).isPresent();
  }

  private boolean heard(Origin.Spoken spoken, byte[] payload) {
    Origin origin = spoken.origin();
    if (spoken.kind().equals("NBIRTH")) {
      bornNodes.add(origin.node());
    } else if (SIGNS_OF_LIFE.contains(spoken.kind()) && !bornNodes.contains(origin.node())) {
      ask(origin.node());
    }
    return BIRTHS.contains(spoken.kind()) && remember(origin, payload);
  }

  private void ask(String node) {
    if (asked.size() < MOST_NODES && asked.add(node)) {
      byte[] request = SparkplugPayload.rebirthRequest(clock.millis());
      questions.add(new Publication(Origin.commandTopic(node), request, AT_MOST_ONCE, false));
    }
  }

  private boolean remember(Origin origin, byte[] payload) {
    List<Metric> told;
    try {
      told = SparkplugPayload.read(payload).metrics();
    } catch (OrillaException e) {
      return false; // no payload of Sparkplug
    }
    boolean isNews = !born.containsKey(origin);
    if (isNews && born.size() >= MOST_ORIGINS) {
      return false;
    }
    Map<String, Long> known = born.computeIfAbsent(origin, _ -> new TreeMap<>());
    for (Metric metric : told) {
      if (metrics < MOST_METRICS && !metric.name().equals(BIRTH_DEATH)) {
        boolean isNew = known.put(metric.name(), metric.type().orElse(0)) == null;
        metrics += isNew ? 1 : 0;
        isNews |= isNew;
      }
    }
    return isNews;
  }

  @Override
  public List<Publication> questions() {
    List<Publication> asking = List.copyOf(questions);
    questions.clear();
    return asking;
  }

  /**
   * @param where empty, {@code group}, {@code group/node} or {@code group/node/device}
   */
  @Override
  public List<Found> children(String where) {
    if (where.isEmpty()) {
      return folders(origin -> true, Origin::group, "");
    }
    if (where.indexOf('/') < 0) {
      return known(where, folders(origin -> origin.group().equals(where), Origin::edge, where));
    }
    List<Found> found =
        folders(
            origin -> origin.node().equals(where) && !origin.device().isEmpty(),
            Origin::device,
            where);
    born.forEach(
        (origin, names) -> {
          if (origin.toString().equals(where)) {
            names.forEach(
                (name, type) ->
                    found.add(Found.signal(where + ":" + name, name, DataType.name(type), "")));
          }
        });
    return known(where, found);
  }

  private List<Found> known(String where, List<Found> found) {
    if (found.isEmpty() && born.keySet().stream().noneMatch(one -> one.toString().equals(where))) {
      throw OrillaException.notFound("no birth of '" + where + "' was heard");
    }
    return found;
  }

  private List<Found> folders(
      Predicate<Origin> which, Function<Origin, String> name, String above) {
    List<Found> found = new ArrayList<>();
    born.keySet().stream()
        .filter(which)
        .map(name)
        .distinct()
        .forEach(one -> found.add(Found.folder(above.isEmpty() ? one : above + "/" + one, one)));
    return found;
  }
}
