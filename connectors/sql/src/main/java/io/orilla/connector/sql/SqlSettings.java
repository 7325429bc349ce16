package io.orilla.connector.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.peer.PeerUser;
import io.orilla.connector.peer.TimeText;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.connector.SettingsSchema;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.time.ZoneId;

/** The {@code settings} of a source's document, see its schema. */
record SqlSettings(
    String url,
    String username,
    String passwordFile,
    String trustFile,
    String query,
    KeySettings key,
    Time time,
    Duration interval,
    Duration timeout,
    int rows) {
  private static final SettingsSchema SCHEMA = ConnectorDescription.of("sql").schema();
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /**
   * @param column empty where the query gives all rows each time
   */
  record KeySettings(String column, Key.Kind type, String start) {
    boolean isGiven() {
      return !column.isEmpty();
    }
  }

  /**
   * @param column that says when a row was so; empty for when it was read
   */
  record Time(String column, String format, String zone) {
    TimeText text() {
      return TimeText.of("settings.time", format, zone);
    }

    ZoneId place() {
      return ZoneId.of(zone);
    }
  }

  /**
   * @throws OrillaException INVALID_DOCUMENT with what is wrong
   */
  static SqlSettings read(JsonNode json) {
    SqlSettings settings = SCHEMA.read(json, SqlSettings.class);
    if (settings.isPostgresql() && settings.url().contains("?")) {
      throw wrong("settings.url: leave out its parameters; trustFile asks for TLS");
    }
    if (settings.key().isGiven() != settings.query().contains("?")) {
      throw wrong(
          "settings.query: with a key it has a ? for the last one, as WHERE id > ? ORDER BY id; else none");
    }
    if (settings.key().isGiven()) {
      settings.firstKey();
    }
    return settings;
  }

  private static OrillaException wrong(String message) {
    return new OrillaException(ErrorCode.INVALID_DOCUMENT, message);
  }

  PeerUser user() {
    return new PeerUser("settings", username, passwordFile);
  }

  boolean isPostgresql() {
    return url.startsWith(POSTGRESQL);
  }

  Key firstKey() {
    try {
      return Key.parse(key.type(), key.start());
    } catch (IllegalArgumentException e) {
      throw wrong("settings.key.start: '%s' is no %s".formatted(key.start(), key.type().text()));
    }
  }

  /** The peer as threads and messages name it. */
  String peer() {
    return "sql " + url;
  }
}
