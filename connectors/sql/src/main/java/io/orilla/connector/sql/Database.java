package io.orilla.connector.sql;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.model.error.OrillaException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a database that only reads, good until its first trouble. */
final class Database implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Database.class);
  private static final int FETCHED_AT_ONCE = 1_000;

  /** The class of SQL states that say so (ISO 9075-2, 24.1). */
  private static final String INVALID_AUTHORIZATION = "28";

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String SQLITE_OPEN_READONLY = "1";
  private static final Duration GRACE = Duration.ofMillis(500);

  private final SqlSettings settings;
  private final Drivers drivers;
  private final Connection connection;
  private final Executor threads;
  private Runnable forget = () -> {};

  /** Reads what a query gives. */
  interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private Database(SqlSettings settings, Drivers drivers, Connection connection, Executor threads) {
    this.settings = settings;
    this.drivers = drivers;
    this.connection = connection;
    this.threads = threads;
  }

  /**
   * @throws OrillaException PEER_UNAVAILABLE when it is not there, NOT_ALLOWED when it does not let
   *     the user in
   */
  static Database connect(SqlSettings settings, Closing closing) throws SQLException {
    Executor threads = task -> Thread.ofPlatform().daemon().name(settings.peer()).start(task);
    Drivers drivers = new Drivers();
    CompletableFuture<Connection> connecting =
        CompletableFuture.supplyAsync(() -> open(settings, drivers), threads);
    try {
      Connection connection = await(connecting, settings, closing);
      Database database = new Database(settings, drivers, connection, threads);
      database.forget = closing.onClose(() -> abort(connection, threads));
      database.prepare();
      return database;
    } catch (SQLException | RuntimeException e) {
      connecting.thenAccept(late -> abort(late, threads));
      drivers.close();
      throw e;
    }
  }

  private static Connection await(
      CompletableFuture<Connection> connecting, SqlSettings settings, Closing closing) {
    try {
      return closing.await(
          connecting, settings.timeout().plus(GRACE), "connecting " + settings.url());
    } catch (OrillaException e) {
      if (Closing.root(e) instanceof SQLException refusal
          && String.valueOf(refusal.getSQLState()).startsWith(INVALID_AUTHORIZATION)) {
        throw settings.user().refused(settings.url(), Closing.reason(e), e);
      }
      throw e;
    }
  }

  private static Connection open(SqlSettings settings, Drivers drivers) {
    try {
      Connection connection =
          drivers.of(settings.url()).connect(settings.url(), properties(settings));
      if (connection == null) {
        throw Closing.unavailable("the driver does not take " + settings.url());
      }
      return connection;
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static Properties properties(SqlSettings settings) {
    Properties properties = new Properties();
    if (!settings.username().isEmpty()) {
      properties.setProperty("user", settings.username());
      properties.setProperty(
          "password", NodeFiles.secret("settings.passwordFile", settings.passwordFile()));
    }
    if (settings.url().startsWith(SQLITE)) {
      properties.setProperty("open_mode", SQLITE_OPEN_READONLY);
    }
    if (settings.isPostgresql()) {
      String seconds = Long.toString(settings.timeout().toSeconds());
      properties.setProperty("ApplicationName", "orilla");
      properties.setProperty("connectTimeout", seconds);
      properties.setProperty("socketTimeout", seconds);
      properties.setProperty("readOnlyMode", "always");
      properties.setProperty("options", "-c statement_timeout=" + settings.timeout().toMillis());
      properties.setProperty("prepareThreshold", "0"); // tables change under a prepared statement
      if (!settings.trustFile().isEmpty()) {
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty(
            "sslrootcert", NodeFiles.path("settings.trustFile", settings.trustFile()).toString());
      }
    }
    return properties;
  }

  private void prepare() throws SQLException {
    if (!connection.isReadOnly()) {
      connection.setReadOnly(true);
    }
    connection.setAutoCommit(false); // else the whole of what a query gives is fetched at once
    try {
      connection.setNetworkTimeout(threads, (int) settings.timeout().plus(GRACE).toMillis());
    } catch (SQLFeatureNotSupportedException e) {
      log.debug("{} has no network that could fall silent", settings.url(), e);
    }
  }

  <T> T ask(Optional<Key> behind, Reader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(settings.query())) {
      statement.setMaxRows(settings.rows());
      statement.setFetchSize(Math.min(settings.rows(), FETCHED_AT_ONCE));
      if (!settings.isPostgresql()) { // it asks over another connection, which may hang as well
        statement.setQueryTimeout((int) settings.timeout().toSeconds());
      }
      if (behind.isPresent()) {
        behind.get().set(statement);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return reader.read(rows);
      }
    } finally {
      connection.rollback();
    }
  }

  private static void abort(Connection connection, Executor threads) {
    try {
      connection.abort(threads);
    } catch (SQLException e) {
      log.debug("A connection was not closed cleanly", e);
    }
  }

  @Override
  public void close() {
    forget.run();
    abort(connection, threads);
    drivers.close();
  }
}
