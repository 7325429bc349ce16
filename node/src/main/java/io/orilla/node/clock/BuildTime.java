package io.orilla.node.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Properties;

/** When this program was built: it cannot be earlier. */
final class BuildTime {
  private BuildTime() {}

  static Instant read() {
    Properties properties = new Properties();
    try (InputStream in = BuildTime.class.getResourceAsStream("build.properties")) {
      properties.load(Objects.requireNonNull(in, "build.properties is in the program"));
      return Instant.parse(properties.getProperty("time", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DateTimeParseException e) {
      throw new IllegalStateException("the build did not say its time", e);
    }
  }
}
