package io.orilla.connector.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.ConnectorContract;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.connector.peer.NodeFolders;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class FilesContractTest extends ConnectorContract {
  @TempDir private Path folder;
  private int last = 1;

  @BeforeEach
  void allow() {
    System.setProperty(NodeFolders.FOLDER, folder.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(NodeFolders.FOLDER);
  }

  @Override
  protected Connector connector(InstantSource clock) {
    return new FilesConnector(clock);
  }

  @Override
  protected ObjectNode settings(int port) {
    return Json.mapper()
        .createObjectNode()
        .put("path", "machine:" + port + "/values.csv")
        .put("interval", "10ms");
  }

  @Override
  protected String address(int index, String signal) {
    return signal;
  }

  @Override
  protected Duration keepAlive() {
    return Duration.ofSeconds(1);
  }

  @Override
  protected boolean hasNetwork() {
    return false;
  }

  @Override
  protected PlayedPeer play(int port, List<String> signals) {
    return new Logger(port == 0 ? ++last : port, signals);
  }

  /** Writes a row for what is said, with nothing for what is not. */
  private final class Logger implements PlayedPeer {
    private final int port;
    private final List<String> signals;
    private final Path file;

    Logger(int port, List<String> signals) {
      this.port = port;
      this.signals = signals;
      this.file = folder.resolve("machine:" + port).resolve("values.csv");
      append(
          String.join(",", signals)
              + "\n"
              + String.join(",", Collections.nCopies(signals.size(), "0"))
              + "\n");
    }

    private void append(String text) {
      try {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int port() {
      return port;
    }

    @Override
    public void say(String signal, double value) {
      sayText(signal, Double.toString(value));
    }

    @Override
    public void sayText(String signal, String text) {
      int index = signals.indexOf(signal);
      append(",".repeat(index) + text + ",".repeat(signals.size() - index - 1) + "\n");
    }

    @Override
    public void close() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
