package io.orilla.node.probe;

import io.orilla.model.command.BrowseAnswer;
import io.orilla.model.command.BrowseAnswer.Place;
import io.orilla.model.connector.Browser;
import io.orilla.model.connector.Browser.Found;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Goes through all that lies below a place, the near before the far, for names with a text in them.
 * A peer may show one thing in many places, and itself within itself: each is entered once.
 */
final class Search {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int MOST_ENTERED = 20_000;
  private static final int PAGE = 500;

  private final Browser browser;
  private final String text;
  private final int limit;
  private final long until = System.nanoTime() + LONGEST.toNanos();
  private final Deque<Spot> ahead = new ArrayDeque<>();
  private final Set<String> entered = new HashSet<>();
  private final List<Place> found = new ArrayList<>();

  private record Spot(String address, List<String> path) {
    Spot within(Found child) {
      return new Spot(
          child.address(), Stream.concat(path.stream(), Stream.of(child.name())).toList());
    }
  }

  Search(Browser browser, String text, int limit) {
    this.browser = browser;
    this.text = text.toLowerCase(Locale.ROOT);
    this.limit = limit;
  }

  BrowseAnswer below(String where) {
    ahead.add(new Spot(where, List.of()));
    entered.add(where);
    while (!ahead.isEmpty() && mayGoOn()) {
      enter(ahead.remove());
    }
    boolean complete = ahead.isEmpty() && mayGoOn();
    return new BrowseAnswer(found.subList(0, Math.min(limit, found.size())), "", complete);
  }

  private boolean mayGoOn() {
    return found.size() <= limit && entered.size() < MOST_ENTERED && System.nanoTime() < until;
  }

  private void enter(Spot spot) {
    String page = "";
    do {
      Browser.Page children = browser.children(spot.address(), page, PAGE);
      for (Found child : children.found()) {
        if (child.name().toLowerCase(Locale.ROOT).contains(text)) {
          found.add(new Place(spot.path(), child));
        }
        if (child.children() && entered.add(child.address())) {
          ahead.add(spot.within(child));
        }
      }
      page = children.next();
    } while (!page.isEmpty() && mayGoOn());
  }
}
