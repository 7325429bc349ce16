package io.orilla.connector.sql;

import io.orilla.connector.peer.Closing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The drivers of databases: PostgreSQL's, and those whose jars somebody put into a folder of the
 * node. They are given by hand because they run in the agent, and because their licences differ.
 */
final class Drivers implements AutoCloseable {
  /** The system property that names the folder. */
  static final String FOLDER = "orilla.drivers";

  private static final String DEFAULT_FOLDER = "/etc/orilla/drivers";

  private final Path folder = Path.of(System.getProperty(FOLDER, DEFAULT_FOLDER));
  private final URLClassLoader loader;

  Drivers() {
    this.loader = new URLClassLoader(jars().toArray(URL[]::new), Drivers.class.getClassLoader());
  }

  private List<URL> jars() {
    List<URL> jars = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return jars;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path jar : found) {
        jars.add(url(jar));
      }
    } catch (IOException e) {
      throw Closing.unavailable("the drivers of " + folder + ": " + Closing.reason(e), e);
    }
    return jars;
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws io.orilla.model.error.OrillaException PEER_UNAVAILABLE when there is none: it may come
   */
  Driver of(String url) throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
      if (driver.acceptsURL(url)) {
        return driver;
      }
    }
    throw Closing.unavailable(
        "no driver of this node takes %s; put the jar of its driver into %s"
            .formatted(url, folder));
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
