package io.orilla.node.probe;

import io.orilla.model.command.Action;
import io.orilla.model.command.ProbeReport;
import io.orilla.model.command.ProbeReport.Reading;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a probed source says, of each signal the last; signals beyond what a probe may have are
 * passed over. Thread-safe.
 */
final class LatestReadings implements SampleListener {
  private final Map<SignalName, Reading> news = new LinkedHashMap<>();
  private boolean connected;
  private String reason = "";
  private boolean fresh;

  @Override
  public synchronized void received(List<Sample> samples) {
    samples.forEach(sample -> put(Reading.of(sample)));
  }

  @Override
  public synchronized void refused(SignalName signal, String why) {
    put(Reading.refused(signal, why));
  }

  private void put(Reading reading) {
    if (news.size() < Action.ProbeSource.MOST || news.containsKey(reading.name())) {
      news.put(reading.name(), reading);
      wake();
    }
  }

  @Override
  public synchronized void connected() {
    connected = true;
    reason = "";
    wake();
  }

  @Override
  public synchronized void disconnected(String why) {
    connected = false;
    reason = why;
    wake();
  }

  /** What was dropped before the latest is none of a probe's business. */
  @Override
  public void overflowed(SignalName signal) {}

  private void wake() {
    fresh = true;
    notifyAll();
  }

  /** The news since the last call, waited for; none when there is none. */
  synchronized Optional<ProbeReport> take(Duration atMost) throws InterruptedException {
    if (!fresh) {
      wait(Math.max(1, atMost.toMillis()));
    }
    if (!fresh) {
      return Optional.empty();
    }
    ProbeReport report = new ProbeReport(connected, reason, List.copyOf(news.values()));
    news.clear();
    fresh = false;
    return Optional.of(report);
  }
}
