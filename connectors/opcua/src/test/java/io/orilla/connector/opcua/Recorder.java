package io.orilla.connector.opcua;

import io.orilla.model.connector.SampleListener;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a connection said, in its order. */
final class Recorder implements SampleListener {
  /** What is not a sample stands between the samples as text. */
  private final List<Object> heard = new CopyOnWriteArrayList<>();

  @Override
  public void received(List<Sample> samples) {
    heard.addAll(samples);
  }

  @Override
  public void connected() {
    heard.add("connected");
  }

  @Override
  public void disconnected(String reason) {
    heard.add("disconnected");
  }

  @Override
  public void overflowed(SignalName signal) {
    heard.add("overflowed " + signal.localName());
  }

  @Override
  public void refused(SignalName signal, String reason) {
    heard.add("refused " + signal.localName() + ": " + reason);
  }

  List<Object> everything() {
    return List.copyOf(heard);
  }

  List<Sample> samples() {
    return heard.stream().filter(Sample.class::isInstance).map(Sample.class::cast).toList();
  }

  List<String> states() {
    return heard.stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }
}
