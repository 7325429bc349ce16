package io.orilla.model.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.SourceSpec;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.List;

/**
 * The connectors of the class path. Nothing of one is loaded until a source of its type is opened:
 * each brings a network library, and most nodes speak one protocol.
 */
public final class InstalledConnectors {
  private InstalledConnectors() {}

  /**
   * @param clock of the arrival times
   */
  public static List<Connector> all(InstantSource clock) {
    return ConnectorDescription.installed().values().stream()
        .<Connector>map(description -> new Unloaded(description, clock))
        .toList();
  }

  private record Unloaded(ConnectorDescription description, InstantSource clock)
      implements Connector {
    @Override
    public String type() {
      return description.type();
    }

    @Override
    public Connection open(SourceSpec source, SampleListener listener) {
      return load().open(source, listener);
    }

    @Override
    public Browser browse(JsonNode settings) {
      return load().browse(settings);
    }

    @Override
    public Writer writer(OutputSpec output) {
      return load().writer(output);
    }

    @Override
    public JsonNode visiting(JsonNode settings) {
      return load().visiting(settings);
    }

    private Connector load() {
      try {
        return Class.forName(description.implementation())
            .asSubclass(Connector.class)
            .getConstructor(InstantSource.class)
            .newInstance(clock);
      } catch (InvocationTargetException e) {
        throw new IllegalStateException(description.implementation(), e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(description.implementation(), e);
      }
    }
  }
}
