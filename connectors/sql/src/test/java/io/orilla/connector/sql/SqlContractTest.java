package io.orilla.connector.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.GuardedContract;
import io.orilla.connector.contract.PeerCertificate;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against PostgreSQL. */
final class SqlContractTest extends GuardedContract {
  @TempDir private static Path folder;
  private static Postgres postgres;

  @BeforeAll
  static void create() throws IOException, InterruptedException {
    postgres = Postgres.create(folder);
    postgres.access(
        "host all postgres 127.0.0.1/32 trust", "host all reader 127.0.0.1/32 scram-sha-256");
  }

  @Override
  protected Connector connector(InstantSource clock) {
    return new SqlConnector(clock);
  }

  @Override
  protected ObjectNode settings(int port) {
    ObjectNode settings =
        Json.mapper()
            .createObjectNode()
            .put("url", "jdbc:postgresql://127.0.0.1:" + port + "/postgres")
            .put("username", "postgres")
            .put("query", "SELECT * FROM readings WHERE id > ? ORDER BY id")
            .put("interval", "20ms")
            .put("timeout", "1s");
    settings.putObject("key").put("column", "id");
    return settings;
  }

  /** A table has a column for each signal, or for many of them a row with the signal's name. */
  @Override
  protected String address(int index, String signal) {
    if (isOfMany(signal)) {
      return "value?type=double&only=signal:" + signal;
    }
    return signal.isEmpty() ? "" : signal + "?type=double";
  }

  private static boolean isOfMany(String signal) {
    return signal.matches("signal[0-9]{5}");
  }

  @Override
  protected Duration keepAlive() {
    return Duration.ofMillis(1500);
  }

  @Override
  protected PlayedPeer play(int port, List<String> signals) {
    return new Table(port, signals);
  }

  @Override
  protected PlayedPeer playAsking(String secret, int port, List<String> signals) {
    Table table = new Table(port, signals);
    postgres.execute(
        """
        DO $$ BEGIN CREATE USER %1$s; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
        ALTER USER %1$s PASSWORD '%2$s';
        GRANT SELECT ON readings TO %1$s;
        """
            .formatted(USER, secret));
    return table;
  }

  @Override
  protected ObjectNode known(int port) {
    return settings(port).put("username", USER).put("passwordFile", SECRET_FILE);
  }

  @Override
  protected PlayedPeer playShowing(Instant begins, int port, List<String> signals)
      throws Exception {
    PeerCertificate certificate = issue(begins);
    String name = Long.toString(begins.toEpochMilli());
    return new Table(
        port,
        signals,
        "ssl=on",
        "ssl_cert_file=" + postgres.give(certificate.certificate(), name + ".crt"),
        "ssl_key_file=" + postgres.give(certificate.key(), name + ".key"));
  }

  @Override
  protected ObjectNode trusting(int port) {
    return settings(port).put("trustFile", AUTHORITY);
  }

  /** A row is added for what is said; other columns have nothing then. */
  private static final class Table implements PlayedPeer {
    private final int port;

    Table(int port, List<String> signals, String... configuration) {
      try {
        postgres.start(port, configuration);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      this.port = postgres.port();
      postgres.execute(
          """
          CREATE SEQUENCE IF NOT EXISTS ids;
          DROP TABLE IF EXISTS readings;
          """
              + (isOfMany(signals.getFirst()) ? rows(signals) : columns(signals)));
    }

    private static String rows(List<String> signals) {
      return """
      CREATE TABLE readings (id bigint DEFAULT nextval('ids'), signal text, value float8);
      INSERT INTO readings (signal, value)
        SELECT 'signal' || lpad(n::text, 5, '0'), 0 FROM generate_series(0, %d) AS n;
      """
          .formatted(signals.size() - 1);
    }

    private static String columns(List<String> signals) {
      return """
      CREATE TABLE readings (id bigint DEFAULT nextval('ids'), %s);
      INSERT INTO readings VALUES (nextval('ids'), %s);
      """
          .formatted(
              signals.stream()
                  .map(signal -> "\"" + signal + "\" float8")
                  .collect(Collectors.joining(", ")),
              signals.stream().map(signal -> "0").collect(Collectors.joining(", ")));
    }

    @Override
    public int port() {
      return port;
    }

    @Override
    public void say(String signal, double value) {
      postgres.execute(
          isOfMany(signal)
              ? "INSERT INTO readings (signal, value) VALUES ('%s', %s)".formatted(signal, value)
              : "INSERT INTO readings (\"%s\") VALUES (%s)".formatted(signal, value));
    }

    @Override
    public void sayText(String signal, String text) {
      postgres.execute(
          """
          ALTER TABLE readings ALTER COLUMN "%s" TYPE text;
          INSERT INTO readings ("%s") VALUES ('%s')
          """
              .formatted(signal, signal, text));
    }

    @Override
    public void close() {
      postgres.stop();
    }
  }
}
