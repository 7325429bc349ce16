package io.orilla.connector.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.peer.TimeText;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.connector.SettingsSchema;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;

/** The {@code settings} of a source's document, see its schema. */
record FilesSettings(
    String path,
    Beginning begin,
    Format format,
    Csv csv,
    Time time,
    Charset charset,
    Duration interval,
    Duration settle) {
  private static final SettingsSchema SCHEMA = ConnectorDescription.of("files").schema();

  /** Where a file that grows is read from the first time. */
  enum Beginning {
    @JsonProperty("start")
    START,
    @JsonProperty("end")
    END
  }

  /** What a line is. */
  enum Format {
    @JsonProperty("csv")
    CSV,
    @JsonProperty("json")
    JSON
  }

  /**
   * @param header whether each file's first line names the columns
   */
  record Csv(String separator, String decimal, boolean header) {}

  /**
   * @param columns that make the time, put together with a space; none for the time of reading
   */
  record Time(List<String> columns, String format, String zone) {
    Time {
      columns = List.copyOf(columns);
    }

    TimeText text() {
      return TimeText.of("settings.time", format, zone);
    }
  }

  static FilesSettings read(JsonNode settings) {
    return SCHEMA.read(settings, FilesSettings.class);
  }

  /** Whether it means the files of a folder, and not one that grows. */
  boolean isFolder() {
    return path.substring(path.lastIndexOf('/') + 1).matches(".*[*?].*");
  }
}
