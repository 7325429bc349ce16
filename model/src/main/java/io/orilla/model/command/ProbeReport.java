package io.orilla.model.command;

import io.orilla.model.content.Micros;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a probed source stands: a line of the answer to {@link Action.ProbeSource}.
 *
 * @param reason why it is not connected; empty when it is, or when nothing is known yet
 * @param readings of the signals of which there is news since the line before
 */
public record ProbeReport(boolean connected, String reason, List<Reading> readings) {
  public ProbeReport {
    readings = List.copyOf(readings);
  }

  /**
   * What a signal said last.
   *
   * @param value for people, shortened; empty when it said nothing yet
   * @param type of the value: {@code double}, {@code long}, {@code boolean}, {@code text}, {@code
   *     bytes}; empty as the value
   * @param status the raw status code
   * @param time by the source
   * @param refused why it cannot be read; empty when it can
   */
  public record Reading(
      SignalName name,
      String value,
      String type,
      long status,
      Optional<Instant> time,
      String refused) {
    private static final int LONGEST = 200;

    public static Reading of(Sample sample) {
      String text = sample.value().text();
      return new Reading(
          sample.signal(),
          text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text,
          sample.value().type(),
          sample.statusCode(),
          Optional.of(Micros.instant(sample.sourceTime())),
          "");
    }

    public static Reading refused(SignalName signal, String reason) {
      return new Reading(signal, "", "", 0, Optional.empty(), reason);
    }
  }
}
