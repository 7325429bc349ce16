package io.orilla.cli;

import io.orilla.model.command.ProbeReport;
import io.orilla.model.command.ProbeReport.Reading;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.SignalName;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a probe told of a source until now. */
final class ProbedSource {
  private final Map<SignalName, String> units = new LinkedHashMap<>();
  private final Map<SignalName, Reading> readings = new LinkedHashMap<>();
  private boolean connected;
  private String reason = "nothing was heard of the peer in that time";

  ProbedSource(SourceSpec source) {
    source.signals().forEach(s -> units.put(s.name(), s.unit() == null ? "" : s.unit()));
  }

  /** Whether all that was asked for is known. */
  boolean take(ProbeReport report) {
    connected = report.connected();
    reason = report.reason();
    report.readings().forEach(reading -> readings.put(reading.name(), reading));
    return connected && !units.isEmpty() && readings.keySet().containsAll(units.keySet());
  }

  /** Whether it is connected and all its signals can be read. */
  boolean isWhole() {
    return connected
        && readings.keySet().containsAll(units.keySet())
        && readings.values().stream().allMatch(reading -> reading.refused().isEmpty());
  }

  void print(PrintWriter out) {
    out.println(connected ? "connected" : "not connected: " + reason);
    for (SignalName name : units.keySet()) {
      if (!readings.containsKey(name)) {
        out.println(name + "  said nothing");
      }
    }
    readings.values().forEach(reading -> out.println(line(reading)));
  }

  private String line(Reading reading) {
    if (!reading.refused().isEmpty()) {
      return reading.name() + "  cannot be read: " + reading.refused();
    }
    String unit = units.getOrDefault(reading.name(), "");
    Quality quality = Quality.ofStatusCode(reading.status());
    String status = quality == Quality.GOOD ? "" : "  0x%08X".formatted(reading.status());
    return "%s  %s %s  %s%s"
        .formatted(
            reading.name(),
            reading.value(),
            unit,
            reading.time().map(Object::toString).orElse(""),
            status);
  }
}
