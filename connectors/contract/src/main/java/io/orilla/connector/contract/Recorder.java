package io.orilla.connector.contract;

import io.orilla.model.connector.SampleListener;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what a connection said: its states in order, and of each signal what came last. */
public final class Recorder implements SampleListener {
  private final List<String> states = new ArrayList<>();
  private final Map<SignalName, Sample> last = new ConcurrentHashMap<>();
  private final Set<SignalName> refused = new HashSet<>();
  private final Set<SignalName> overflowed = new HashSet<>();
  private volatile long calls;
  private volatile long samples;
  private volatile String reason = "";

  @Override
  public synchronized void received(List<Sample> samples) {
    calls++;
    this.samples += samples.size();
    for (Sample sample : samples) {
      last.put(sample.signal(), sample);
      refused.remove(sample.signal());
    }
  }

  @Override
  public synchronized void connected() {
    calls++;
    states.add("connected");
  }

  @Override
  public synchronized void disconnected(String reason) {
    calls++;
    this.reason = reason;
    states.add("disconnected");
  }

  @Override
  public synchronized void overflowed(SignalName signal) {
    calls++;
    overflowed.add(signal);
  }

  @Override
  public synchronized void refused(SignalName signal, String reason) {
    calls++;
    refused.add(signal);
  }

  public synchronized List<String> states() {
    return List.copyOf(states);
  }

  public synchronized boolean isConnected() {
    return !states.isEmpty() && states.getLast().equals("connected");
  }

  public synchronized boolean isRefused(SignalName signal) {
    return refused.contains(signal);
  }

  public synchronized boolean isOverflowed(SignalName signal) {
    return overflowed.contains(signal);
  }

  public Optional<Sample> last(SignalName signal) {
    return Optional.ofNullable(last.get(signal));
  }

  public boolean hasValue(SignalName signal, double value) {
    return last(signal).stream()
        .flatMapToDouble(sample -> sample.value().number().stream())
        .anyMatch(number -> number == value);
  }

  public synchronized int signals() {
    return last.size();
  }

  /** How many came, of all signals. */
  public long samples() {
    return samples;
  }

  /** Why the connection was lost last. */
  public String reason() {
    return reason;
  }

  public long calls() {
    return calls;
  }
}
