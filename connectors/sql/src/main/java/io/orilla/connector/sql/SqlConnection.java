package io.orilla.connector.sql;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import java.sql.SQLException;

/** Asks, and asks again after the interval; it begins anew after any trouble. */
final class SqlConnection implements Connector.Connection {
  private final SqlSettings settings;
  private final Rows rows;
  private final SampleListener listener;
  private final Closing closing = new Closing();
  private final PeerLoop loop;

  SqlConnection(SqlSettings settings, Rows rows, SampleListener listener) {
    this.settings = settings;
    this.rows = rows;
    this.listener = listener;
    this.loop = PeerLoop.start(settings.peer(), listener, closing, this::readUntilTrouble);
  }

  private void readUntilTrouble(Runnable connected) {
    try (Database database = Database.connect(settings, closing)) {
      rows.begin();
      Rows.Batch batch = rows.ask(database);
      connected.run();
      while (!closing.isClosed()) {
        rows.deliver(batch);
        if (!batch.isFull()) {
          listener.heard();
          closing.pause(settings.interval());
        }
        batch = rows.ask(database);
      }
    } catch (SQLException e) {
      throw Closing.unavailable("asking " + settings.url() + ": " + Closing.reason(e), e);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
