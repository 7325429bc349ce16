package io.orilla.node.source;

import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what the test makes it say. */
final class ScriptedConnector implements Connector {
  private @Nullable SampleListener listener;
  private int opened;
  private int closed;

  @Override
  public String type() {
    return "scripted";
  }

  @Override
  public Connection open(SourceSpec source, SampleListener told) {
    if (source.settings().has("wrong")) {
      throw OrillaException.invalid("settings.wrong: not known");
    }
    listener = told;
    opened++;
    return () -> closed++;
  }

  int opened() {
    return opened;
  }

  int closed() {
    return closed;
  }

  SampleListener listener() {
    return Objects.requireNonNull(listener);
  }
}
