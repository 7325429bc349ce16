package io.orilla.connector.contract;

import io.orilla.model.connector.SampleListener;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers what a connection said, in its order. Thread-safe. */
public final class Recorder implements SampleListener {
  /** What is not a sample stands between the samples as text. */
  private final List<Object> heard = new ArrayList<>();

  private final List<String> states = new ArrayList<>();
  private final Map<SignalName, Sample> last = new HashMap<>();
  private final Set<SignalName> refused = new HashSet<>();
  private String reason = "";
  private @Nullable String place;

  @Override
  public synchronized void received(List<Sample> samples) {
    heard.addAll(samples);
    for (Sample sample : samples) {
      last.put(sample.signal(), sample);
      refused.remove(sample.signal());
    }
  }

  @Override
  public synchronized void received(List<Sample> samples, String behind) {
    received(samples);
    place = behind;
  }

  @Override
  public synchronized Optional<String> place() {
    return Optional.ofNullable(place);
  }

  @Override
  public synchronized void connected() {
    heard.add("connected");
    states.add("connected");
  }

  @Override
  public synchronized void resumed() {
    heard.add("resumed");
    states.add("resumed");
  }

  @Override
  public synchronized void disconnected(String reason) {
    this.reason = reason;
    heard.add("disconnected");
    if (states.isEmpty() || isConnected()) {
      states.add("disconnected");
    }
  }

  @Override
  public synchronized void overflowed(SignalName signal) {
    heard.add("overflowed " + signal.localName());
  }

  @Override
  public synchronized void refused(SignalName signal, String reason) {
    heard.add("refused " + signal.localName() + ": " + reason);
    refused.add(signal);
  }

  public synchronized List<Object> everything() {
    return List.copyOf(heard);
  }

  public List<Sample> samples() {
    return everything().stream().filter(Sample.class::isInstance).map(Sample.class::cast).toList();
  }

  public synchronized List<String> states() {
    return List.copyOf(states);
  }

  public synchronized boolean isConnected() {
    return !states.isEmpty() && !states.getLast().equals("disconnected");
  }

  public synchronized boolean isRefused(SignalName signal) {
    return refused.contains(signal);
  }

  public synchronized boolean isOverflowed(SignalName signal) {
    return heard.contains("overflowed " + signal.localName());
  }

  public synchronized Optional<Sample> last(SignalName signal) {
    return Optional.ofNullable(last.get(signal));
  }

  public boolean hasValue(SignalName signal, double value) {
    return last(signal).stream()
        .flatMapToDouble(sample -> sample.value().number().stream())
        .anyMatch(number -> number == value);
  }

  /** How many signals had a sample. */
  public synchronized int signals() {
    return last.size();
  }

  /** Why the connection was lost last. */
  public synchronized String reason() {
    return reason;
  }
}
