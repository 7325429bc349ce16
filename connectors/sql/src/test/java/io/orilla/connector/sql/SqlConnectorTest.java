package io.orilla.connector.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.connector.contract.PeerCertificate;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Micros;
import io.orilla.model.content.Yaml;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlConnectorTest {
  private static final AssetName PRESS = new AssetName("riva/hall1/line3/press");
  @TempDir private static Path cluster;
  private static Postgres postgres;

  private final Recorder recorder = new Recorder();
  private final List<Connector.Connection> opened = new ArrayList<>();
  @TempDir private Path folder;

  @BeforeAll
  static void create() throws Exception {
    postgres = Postgres.create(cluster);
    PeerCertificate certificate = PeerCertificate.make(cluster);
    postgres.access(
        "host all postgres 127.0.0.1/32 trust", "hostssl all reader 127.0.0.1/32 scram-sha-256");
    postgres.start(
        0,
        "ssl=on",
        "ssl_cert_file=" + postgres.give(certificate.certificate(), "given.crt"),
        "ssl_key_file=" + postgres.give(certificate.key(), "given.key"));
    postgres.execute("CREATE USER reader PASSWORD 'right'");
  }

  @AfterAll
  static void end() {
    postgres.stop();
  }

  @BeforeEach
  void allow() {
    System.setProperty(NodeFiles.FOLDER, folder.toString());
    System.setProperty(Drivers.FOLDER, folder.toString());
    postgres.execute("DROP TABLE IF EXISTS readings");
  }

  @AfterEach
  void closeAll() {
    close();
    System.clearProperty(NodeFiles.FOLDER);
    System.clearProperty(Drivers.FOLDER);
  }

  private void close() {
    opened.forEach(Connector.Connection::close);
    opened.clear();
  }

  private void open(String settings, String... addresses) throws IOException {
    List<SourceSpec.Signal> signals = new ArrayList<>();
    for (String address : addresses) {
      signals.add(new SourceSpec.Signal(PRESS.signal("signal" + signals.size()), address, null));
    }
    SourceSpec source =
        new SourceSpec(new ObjectName("hall-1"), "sql", Yaml.mapper().readTree(settings), signals);
    opened.add(new SqlConnector(InstantSource.system()).open(source, recorder));
  }

  /** Settings of the cluster, with what is given besides. */
  private static String plant(String more) {
    return "url: jdbc:postgresql://127.0.0.1:%d/postgres\ninterval: 10ms\n"
            .formatted(postgres.port())
        + (more.contains("username") ? "" : "username: postgres\n")
        + more;
  }

  private void awaitValues(String... values) {
    await()
        .untilAsserted(
            () ->
                assertThat(recorder.samples())
                    .extracting(sample -> sample.value().text())
                    .containsExactly(values));
  }

  @Test
  void rowsAreReadOnceInBatchesThroughRestarts() throws IOException {
    postgres.execute(
        """
        CREATE TABLE readings (id serial, value int);
        INSERT INTO readings (value) SELECT generate_series(1, 7)
        """);
    String settings =
        plant(
            """
            query: SELECT id, value FROM readings WHERE id > ? ORDER BY id
            key: {column: id}
            rows: 3
            """);
    open(settings, "value");
    awaitValues("1", "2", "3", "4", "5", "6", "7");
    close();
    postgres.execute("INSERT INTO readings (value) VALUES (8), (NULL), (9)");
    open(settings, "value");
    awaitValues("1", "2", "3", "4", "5", "6", "7", "8", "9");
  }

  /** The batch's end must not part rows of one time: those behind it would be passed over. */
  @Test
  void rowsOfOneTimeStayTogether() throws IOException {
    postgres.execute(
        """
        CREATE TABLE readings (at timestamp, value float8);
        INSERT INTO readings SELECT timestamp '2026-03-29 01:00' + n / 2 * interval '30 min', n
          FROM generate_series(0, 8) AS n
        """);
    open(
        plant(
            """
            query: SELECT * FROM readings WHERE at > ? ORDER BY at, value
            key: {column: at, type: time, start: '2026-01-01T00:00:00Z'}
            time: {column: at, zone: Europe/Rome}
            rows: 4
            """),
        "value");
    awaitValues("0.0", "1.0", "2.0", "3.0", "4.0", "5.0", "6.0", "7.0", "8.0");
    assertThat(recorder.samples())
        .extracting(Sample::sourceTime)
        .map(time -> Micros.instant(time).toString())
        .containsSubsequence(
            "2026-03-29T00:00:00Z", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z");
  }

  @Test
  void moreRowsOfOneKeyThanAreTakenAreSaid() throws IOException {
    postgres.execute(
        """
        CREATE TABLE readings (id int, value int);
        INSERT INTO readings SELECT 5, generate_series(1, 4)
        """);
    open(
        plant(
            """
            query: SELECT * FROM readings WHERE id > ? ORDER BY id
            key: {column: id}
            rows: 3
            """),
        "value");
    await()
        .until(
            () ->
                recorder.reason().contains("3 rows and more have the key 5; raise settings.rows"));
  }

  @Test
  void valuesKeepTheirTypes() throws IOException {
    postgres.execute(
        """
        CREATE TABLE readings AS SELECT 1 AS id, 2.50 AS decimal, 3::numeric AS whole, true AS set,
          'text' AS words, '\\x0102'::bytea AS bytes, 'NaN'::float8 AS none, 1.5::real AS single,
          timestamptz '2026-03-01 06:00:00.123456+01' AS at, 1772344800123 AS millis
        """);
    open(
        plant("query: SELECT * FROM readings\ntime: {column: at}\n"),
        "decimal",
        "WHOLE",
        "set",
        "words",
        "bytes",
        "none",
        "single",
        "millis?type=double");
    await().until(() -> recorder.signals() == 7);
    assertThat(recorder.samples().subList(0, 7))
        .extracting(sample -> sample.value().text())
        .containsExactly("2.5", "3", "true", "text", "2 bytes", "1.5", "1.772344800123E12");
    assertThat(Micros.instant(recorder.samples().getFirst().sourceTime()))
        .isEqualTo("2026-03-01T05:00:00.123456Z");
  }

  @Test
  void nothingIsWritten() throws IOException {
    postgres.execute("CREATE TABLE readings (value int)");
    open(plant("query: INSERT INTO readings VALUES (1) RETURNING value\n"), "value");
    await()
        .until(
            () -> recorder.reason().contains("cannot execute INSERT in a read-only transaction"));
  }

  @Test
  void aQueryThatTakesTooLongIsEnded() throws IOException {
    open(plant("query: SELECT 1 AS value FROM pg_sleep(600)\ntimeout: 1s\n"), "value");
    await().until(() -> recorder.reason().contains("canceling statement due to statement timeout"));
  }

  @Test
  void thePasswordAndTheAuthorityComeFromTheNodesSecrets() throws IOException {
    postgres.execute("CREATE TABLE readings AS SELECT 4 AS value");
    postgres.execute("GRANT SELECT ON readings TO reader");
    String settings =
        plant(
            """
            username: reader
            passwordFile: plant.password
            trustFile: authority.crt
            query: SELECT value FROM readings
            """);
    Files.writeString(folder.resolve("plant.password"), "wrong\n");
    Files.copy(cluster.resolve("authority.crt"), folder.resolve("authority.crt"));
    open(settings, "value");
    await()
        .until(
            () -> recorder.reason().contains("password authentication failed for user \"reader\""));
    assertThat(recorder.reason()).doesNotContain("wrong");
    Files.writeString(folder.resolve("plant.password"), "right\n");
    await().until(() -> recorder.hasValue(PRESS.signal("signal0"), 4));
  }

  @Test
  void aDatabaseOfAnotherAuthorityIsNotAsked() throws IOException, GeneralSecurityException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(PeerCertificate.make(other).authority(), folder.resolve("other.crt"));
    open(plant("trustFile: other.crt\nquery: SELECT 1 AS value\n"), "value");
    await()
        .untilAsserted(
            () ->
                assertThat(recorder.reason())
                    .contains("unable to find valid certification path to requested target"));
    assertThat(recorder.samples()).isEmpty();
  }

  /** As SQLite's, found by the file that names the driver in its jar. */
  @Test
  void otherDriversAreAddedByTheirJars() throws IOException, SQLException {
    Path file = folder.resolve("plant.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE readings (id INTEGER PRIMARY KEY, at TEXT, value REAL)");
      statement.execute(
          "INSERT INTO readings VALUES (1, '2026-03-01 06:00', 2.5), (2, '2026-03-01 06:01', 3)");
    }
    open(
        """
        url: jdbc:sqlite:%s
        query: SELECT * FROM readings WHERE id > ? ORDER BY id
        key: {column: id}
        time: {column: at, format: yyyy-MM-dd HH:mm}
        """
            .formatted(file),
        "value");
    awaitValues("2.5", "3.0");
    open("{url: 'jdbc:oracle:thin:@plant', query: SELECT 1 AS value}", "value");
    await()
        .until(
            () ->
                recorder
                    .reason()
                    .contains(
                        "no driver of this node takes jdbc:oracle:thin:@plant; put the jar of its driver into "
                            + folder));
  }

  @Test
  void aJarInTheFolderOfDriversIsFound() throws IOException, SQLException {
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(folder.resolve("driver.jar")))) {
      jar.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
      jar.write(PlayedDriver.class.getName().getBytes());
    }
    try (Drivers drivers = new Drivers()) {
      assertThat(drivers.of("jdbc:played:plant")).isInstanceOf(PlayedDriver.class);
    }
  }

  @Test
  void whatIsWrongWithAQueryIsSaid() {
    assertThatThrownBy(() -> open(plant("query: SELECT 1 AS value\nkey: {column: id}\n"), "value"))
        .hasMessageContaining("settings.query: with a key it has a ?");
    assertThatThrownBy(
            () ->
                open(
                    plant("query: SELECT 1 WHERE 1 > ?\nkey: {column: id, start: now}\n"), "value"))
        .hasMessageContaining("settings.key.start: 'now' is no number");
    assertThatThrownBy(
            () ->
                open("{url: 'jdbc:postgresql://h/d?loggerFile=/etc/x', query: SELECT 1}", "value"))
        .hasMessageContaining("settings.url: leave out its parameters");
  }
}
