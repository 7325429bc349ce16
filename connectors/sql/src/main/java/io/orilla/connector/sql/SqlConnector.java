package io.orilla.connector.sql;

import io.orilla.connector.peer.Addresses;
import io.orilla.connector.peer.Column;
import io.orilla.connector.peer.Columns;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.document.SourceSpec;
import java.time.InstantSource;

/** Asks a database for the rows behind those that it has, again and again. It only reads. */
public final class SqlConnector implements Connector {
  private final InstantSource clock;

  /**
   * @param clock of the arrival times
   */
  public SqlConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String type() {
    return "sql";
  }

  @Override
  public Connection open(SourceSpec source, SampleListener listener) {
    SqlSettings settings = SqlSettings.read(source.settings());
    Columns columns = new Columns(Addresses.read(source.signals(), Column::read));
    return new SqlConnection(settings, new Rows(settings, columns, listener, clock), listener);
  }
}
