package io.orilla.connector.mqtt;

import io.orilla.model.connector.Browser.Found;
import java.time.Duration;
import java.util.List;

/** What is made of the messages that a {@link ListeningBrowser} hears. Used by one thread. */
public interface HeardTree {
  /** What it listens to. */
  String filter();

  /** How long to wait for what there is, at most. */
  Duration settles();

  /** Whether a message told something new. */
  boolean heard(String topic, byte[] payload);

  /** What to publish, so that more is told; each is asked once. */
  default List<Publication> questions() {
    return List.of();
  }

  /** Whether something should be heard yet. */
  boolean expectsMore();

  /**
   * What lies at a place; at the top where it is empty.
   *
   * @throws io.orilla.model.error.OrillaException DOES_NOT_EXIST when nothing of it was heard
   */
  List<Found> children(String where);
}
