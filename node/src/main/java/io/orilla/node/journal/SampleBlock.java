package io.orilla.node.journal;

import io.orilla.model.signal.Sample;
import java.util.List;

/** Consecutive samples of the signals lane. */
public record SampleBlock(long firstSequence, List<Sample> samples) {
  public SampleBlock {
    samples = List.copyOf(samples);
  }

  public long lastSequence() {
    return firstSequence + samples.size() - 1;
  }
}
