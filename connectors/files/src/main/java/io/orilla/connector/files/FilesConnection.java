package io.orilla.connector.files;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Reads what is there, and looks again after the interval; it begins anew after any trouble. */
final class FilesConnection implements Connector.Connection {
  private final FilesSettings settings;
  private final Intake intake;
  private final SampleListener listener;
  private final Closing closing = new Closing();
  private final PeerLoop loop;

  FilesConnection(FilesSettings settings, Intake intake, SampleListener listener) {
    this.settings = settings;
    this.intake = intake;
    this.listener = listener;
    this.loop =
        PeerLoop.start("files " + settings.path(), listener, closing, this::readUntilTrouble);
  }

  private void readUntilTrouble(Runnable connected) {
    try (Reading reading = reading()) {
      connected.run();
      while (!closing.isClosed()) {
        if (!reading.step()) {
          listener.heard();
          closing.pause(settings.interval());
        }
      }
    } catch (NoSuchFileException e) {
      throw Closing.unavailable("there is no file " + e.getFile(), e);
    } catch (IOException e) {
      throw Closing.unavailable("reading " + settings.path() + ": " + Closing.reason(e), e);
    }
  }

  private Reading reading() throws IOException {
    return settings.isFolder()
        ? new FolderReading(settings.path(), settings.settle(), intake)
        : new TailReading(new NamedFile(settings.path()), settings.begin(), intake);
  }

  @Override
  public void close() {
    loop.close();
  }
}
