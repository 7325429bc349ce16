package io.orilla.connector.files;

import io.orilla.connector.peer.Addresses;
import io.orilla.connector.peer.Column;
import io.orilla.connector.peer.Columns;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import java.time.InstantSource;

/** Reads the lines of files. A value's source time is what its line says, else when it was read. */
public final class FilesConnector implements Connector {
  private final InstantSource clock;

  /**
   * @param clock of the arrival times
   */
  public FilesConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "files";
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    FilesSettings settings = FilesSettings.read(source.settings());
    RowFormat format = RowFormat.of(settings);
    Columns columns =
        new Columns(Addresses.read(source.signals(), signal -> column(signal, format)));
    for (String column : settings.time().columns()) {
      checked(format, column);
    }
    return new FilesConnection(settings, new Intake(settings, columns, listener, clock), listener);
  }

  private static Column column(SourceSpec.Signal signal, RowFormat format) {
    Column column = Column.read(signal);
    format.check(column.place());
    column.only().ifPresent(only -> format.check(only.column()));
    return column;
  }

  private static void checked(RowFormat format, String column) {
    try {
      format.check(column);
    } catch (OrillaException e) {
      throw OrillaException.invalid("settings.time.columns: " + e.text());
    }
  }
}
