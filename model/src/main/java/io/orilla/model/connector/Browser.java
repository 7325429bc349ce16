package io.orilla.model.connector;

import io.orilla.model.error.OrillaException;
import java.util.List;

/**
 * A peer being looked through, so that people find addresses in place of writing them. It has one
 * user at a time and stays open between two questions; {@link #close} may come from any thread and
 * ends a question that waits.
 */
public interface Browser extends AutoCloseable {
  /**
   * What there is at a place.
   *
   * @param where the address of a place that was found to have children; empty for the top
   * @param page empty for the first, else {@link Page#next} of the one before
   * @param limit of what a page holds at most
   * @throws io.orilla.model.error.OrillaException PEER_UNAVAILABLE when the peer does not answer,
   *     DOES_NOT_EXIST when there is no such place, INVALID_ARGUMENT when there is no such page
   */
  Page children(String where, String page, int limit);

  @Override
  void close();

  /**
   * @param next names the page after this one; empty when it is the last
   */
  record Page(List<Found> found, String next) {
    public Page {
      found = List.copyOf(found);
    }

    /** All of a place that is known as a whole, cut: a page's name is the number of its first. */
    public static Page of(List<Found> all, String page, int limit) {
      if (!page.matches("[0-9]{0,9}")) {
        throw OrillaException.invalid("there is no page '" + page + "'; begin anew");
      }
      int from = page.isEmpty() ? 0 : Math.min(all.size(), Integer.parseInt(page));
      int to = Math.min(all.size(), from + limit);
      return new Page(all.subList(from, to), to < all.size() ? Integer.toString(to) : "");
    }
  }

  /**
   * Something at a peer.
   *
   * @param address as a signal has it, and as {@code where} of what lies below
   * @param name what the peer calls it, below its parent
   * @param type as the peer names it, as {@code Double}; empty where it does not say
   * @param unit as a signal has it, as {@code °C}; empty where the peer does not say
   * @param signal whether it has a value that can be read
   * @param children whether something may lie below it
   */
  record Found(
      String address, String name, String type, String unit, boolean signal, boolean children) {
    public static Found folder(String address, String name) {
      return new Found(address, name, "", "", false, true);
    }

    public static Found signal(String address, String name, String type, String unit) {
      return new Found(address, name, type, unit, true, false);
    }
  }
}
