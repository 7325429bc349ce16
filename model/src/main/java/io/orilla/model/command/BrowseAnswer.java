package io.orilla.model.command;

import io.orilla.model.connector.Browser.Found;
import java.util.List;

/**
 * What there is at a peer: the answer to {@link Action.BrowseSource}.
 *
 * @param next names the page after this one; empty when it is the last
 * @param complete whether all was looked at; a search that took too long or found more than was
 *     asked for says no
 */
public record BrowseAnswer(List<Place> found, String next, boolean complete) {
  public BrowseAnswer {
    found = List.copyOf(found);
  }

  /**
   * @param path the names of what it lies in, below the place that was asked for
   */
  public record Place(List<String> path, Found found) {
    public Place {
      path = List.copyOf(path);
    }
  }
}
