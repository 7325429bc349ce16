package io.orilla.lake.table;

/** Which state of a table is meant. */
public sealed interface Version {
  /** The newest one. */
  record Current() implements Version {}

  /** The one that a commit made. */
  record OfSnapshot(long id) implements Version {}

  /** The one that a person gave a name. */
  record OfTag(String name) implements Version {}

  static Version current() {
    return new Current();
  }

  static Version snapshot(long id) {
    return new OfSnapshot(id);
  }

  static Version tag(String name) {
    return new OfTag(name);
  }
}
