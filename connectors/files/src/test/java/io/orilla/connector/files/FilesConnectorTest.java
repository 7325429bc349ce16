package io.orilla.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.peer.NodeFolders;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Micros;
import io.orilla.model.content.Yaml;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilesConnectorTest {
  private static final AssetName PRESS = new AssetName("riva/hall1/line3/press");
  private static final String TAIL = "{path: line3/values.csv, interval: 10ms}";

  private final Recorder recorder = new Recorder();
  private final List<Connector.Connection> opened = new ArrayList<>();
  @TempDir private Path machine;
  private Path elsewhere;
  private Path file;

  @BeforeEach
  void allow() throws IOException {
    Path allowed = Files.createDirectory(machine.resolve("files"));
    System.setProperty(NodeFolders.FOLDER, allowed.toString());
    elsewhere = Files.createDirectory(machine.resolve("elsewhere"));
    Files.createSymbolicLink(allowed.resolve("line3"), elsewhere);
    file = elsewhere.resolve("values.csv");
  }

  @AfterEach
  void closeAll() {
    close();
    System.clearProperty(NodeFolders.FOLDER);
  }

  private void close() {
    opened.forEach(Connector.Connection::close);
    opened.clear();
  }

  private void open(String settings, String... addresses) throws IOException {
    List<SourceSpec.Signal> signals =
        Stream.of(addresses)
            .map(
                address ->
                    new SourceSpec.Signal(
                        PRESS.signal("signal" + List.of(addresses).indexOf(address)),
                        address,
                        null))
            .toList();
    JsonNode read = Yaml.mapper().readTree(settings);
    opened.add(
        new FilesConnector(InstantSource.system())
            .open(new SourceSpec(new ObjectName("hall-1"), "files", read, signals), recorder));
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void awaitValues(String... values) {
    await().untilAsserted(() -> assertThat(values()).containsExactly(values));
  }

  private List<String> values() {
    return recorder.samples().stream().map(sample -> sample.value().text()).toList();
  }

  @Test
  void aLineIsReadWhenItIsWhole() throws IOException {
    append("pressure,flow\n1,2\n3,");
    open(TAIL, "pressure", "flow");
    awaitValues("1", "2");
    append("4");
    append("5\r\n6,7\n");
    awaitValues("1", "2", "3", "45", "6", "7");
  }

  @Test
  void whatWasMovedAwayIsReadToItsEnd() throws IOException {
    append("pressure\n1\n");
    open(TAIL, "pressure");
    awaitValues("1");
    Path moved = file.resolveSibling("values.csv.1");
    Files.move(file, moved);
    Files.writeString(moved, "2\n3", StandardOpenOption.APPEND);
    append("pressure\n4\n");
    awaitValues("1", "2", "3", "4");
    assertThat(recorder.everything()).noneMatch(heard -> heard.toString().startsWith("overflow"));
  }

  @Test
  void whatWasMovedAwayWhileNobodyReadIsReadInItsOrder() throws IOException {
    append("pressure\n1\n");
    open(TAIL, "pressure");
    awaitValues("1");
    close();
    append("2\n");
    age("values-20260301.csv", 30);
    append("pressure\n3\n");
    age("values-20260302.csv", 20);
    Files.writeString(file.resolveSibling("values.csv.bak"), "pressure\n99\n");
    append("pressure\n4\n");
    open(TAIL, "pressure");
    awaitValues("1", "2", "3", "4");
    assertThat(recorder.everything()).noneMatch(heard -> heard.toString().startsWith("overflow"));
  }

  private void age(String name, int seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    Files.move(file, file.resolveSibling(name));
  }

  /** As copytruncate of logrotate does: lines in between may be lost, and it is told. */
  @Test
  void aFileThatWasTruncatedIsReadFromItsBeginningAndMayLackLines() throws IOException {
    append("pressure\n1\n2\n");
    open(TAIL, "pressure");
    awaitValues("1", "2");
    Files.writeString(file, "pressure\n3\n", StandardOpenOption.TRUNCATE_EXISTING);
    awaitValues("1", "2", "3");
    assertThat(recorder.isOverflowed(PRESS.signal("signal0"))).isTrue();
  }

  @Test
  void aRestartLosesAndDoublesNothing() throws IOException {
    append("pressure\n1\n2\n2\n3");
    open(TAIL, "pressure");
    awaitValues("1", "2", "2");
    close();
    append("\n4\n");
    open(TAIL, "pressure");
    awaitValues("1", "2", "2", "3", "4");
  }

  @Test
  void aFileMayBeReadFromItsEnd() throws IOException {
    append("pressure\n1\n");
    open("{path: line3/values.csv, begin: end, interval: 10ms}", "pressure");
    await().until(recorder::isConnected);
    append("2\n");
    awaitValues("2");
  }

  @Test
  void timesAndNumbersAreReadAsPeopleWriteThem() throws IOException {
    Files.writeString(
        file,
        """
        Datum;Zeit;Druck;Öl
        29.03.2026;01:59:59,5;"1,5";a;
        29.03.2026;03:00:00,0;-2e3;b "c"
        29.03.2026;später;3;d
        """,
        Charset.forName("windows-1252"));
    open(
        """
        path: line3/values.csv
        charset: windows-1252
        csv: {separator: ;, decimal: ","}
        time: {columns: [Datum, Zeit], format: 'dd.MM.yyyy HH:mm:ss,S', zone: Europe/Rome}
        """,
        "Druck?type=double",
        "Öl");
    awaitValues("1.5", "a", "-2000.0", "b \"c\"");
    List<Long> times = recorder.samples().stream().map(Sample::sourceTime).toList();
    assertThat(Micros.instant(times.getFirst())).isEqualTo("2026-03-29T00:59:59.500Z");
    assertThat(Micros.instant(times.getLast())).isEqualTo("2026-03-29T01:00:00Z");
    await()
        .untilAsserted(
            () ->
                assertThat(recorder.everything())
                    .contains(
                        "refused signal1: values.csv, at byte 84: '29.03.2026 später' is no time as it should be written here"));
  }

  @Test
  void aTableOfTagsIsReadByTag() throws IOException {
    append("tag,value\nTI1,20\nTI2,30\nTI1,21\n");
    open(TAIL, "value?only=tag:TI1");
    awaitValues("20", "21");
  }

  @Test
  void linesOfJsonAreReadByPath() throws IOException {
    append(
        """
        {"t": 1772344800000, "motor": {"speed": 1450, "on": true}}
        {"t": "2026-03-01T06:00:01Z", "motor": {"on": false}}
        no JSON
        {"t": 1772344802, "motor": {"speed": 1451.5}}
        """);
    open(
        "{path: line3/values.csv, format: json, time: {columns: [$.t]}}",
        "$.motor.speed",
        "$.motor.on");
    awaitValues("1450", "true", "false", "1451.5");
    assertThat(recorder.samples())
        .extracting(sample -> Micros.instant(sample.sourceTime()).getEpochSecond())
        .containsExactly(1772344800L, 1772344800L, 1772344801L, 1772344802L);
    assertThat(recorder.everything()).anyMatch(heard -> heard.toString().contains("no JSON"));
  }

  @Test
  void theFilesOfAFolderAreReadOnceEachTheOldestFirst() throws IOException {
    export("b.csv", "1\n2", 20);
    export("a.csv", "3", 10);
    String settings = "{path: line3/*.csv, interval: 10ms, settle: 50ms}";
    open(settings, "pressure");
    awaitValues("1", "2", "3");
    close();
    export("c.csv", "4", 30);
    open(settings, "pressure");
    awaitValues("1", "2", "3", "4");
    Files.delete(elsewhere.resolve("a.csv"));
    await().until(() -> recorder.place().stream().noneMatch(place -> place.contains("a.csv")));
    export("d.csv", "5", 0);
    awaitValues("1", "2", "3", "4", "5");
  }

  private void export(String name, String rows, int secondsAgo) throws IOException {
    Path exported = Files.writeString(elsewhere.resolve(name), "pressure\n" + rows);
    Files.setLastModifiedTime(exported, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
  }

  @Test
  void aLineOfAnyLengthIsSurvived() throws IOException {
    append("pressure\n" + "7".repeat(3 << 20));
    open(TAIL, "pressure?type=text");
    await().until(recorder::isConnected);
    append("\n8\n");
    awaitValues("8");
  }

  /** Whoever declares sources reads no other files than those of the folders that are linked. */
  @Test
  void whatIsNotAllowedAtTheNodeIsNotRead() throws IOException {
    Path secret = Files.writeString(machine.resolve("passwd"), "pressure\n1\n");
    Files.createSymbolicLink(file, secret);
    open(TAIL, "pressure");
    await()
        .until(
            () ->
                recorder
                    .reason()
                    .equals(
                        "settings.path: 'line3/values.csv' must lie in the node's folder of files, as line3/values.csv"));
    close();
    open("{path: line3/../../passwd}", "pressure");
    await().until(() -> recorder.reason().contains("'line3/../../passwd' must lie in"));
    assertThat(recorder.samples()).isEmpty();
  }

  @Test
  void whatIsWrongWithTimesIsSaid() {
    assertThatThrownBy(
            () -> open("{path: line3/values.csv, time: {columns: [t], zone: Rom}}", "pressure"))
        .hasMessageContaining("settings.time: ")
        .hasMessageContaining("as zone Europe/Rome");
  }
}
