package io.orilla.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.document.Preparation;
import io.orilla.model.document.Rule;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

@AddLifecycleHook(Recordings.Needed.class)
class RecordedFileProperties {
  private static final Preparation PREPARATION =
      Loop.preparation(new Rule.Range("flow", 0, 125), new Rule.Missing(0.25));

  @Provide
  Arbitrary<Path> recordings() {
    return Arbitraries.of(Recordings.files());
  }

  @Property(tries = 50)
  void aFileCutAndDeliveredInBlocksGivesTheSameRowsAsInOnePass(
      @ForAll("recordings") Path file, @ForAll Random random) {
    List<Sample> samples = Recordings.samples(file);
    assertThat(Collected.of(PREPARATION, delivered(samples, random)).rows)
        .hasSizeGreaterThan(900)
        .isEqualTo(Collected.of(PREPARATION, samples).rows);
  }

  @Property(tries = 50)
  void aFileOutOfOrderGivesTheSameRowsWhenThatOrderIsReplayed(
      @ForAll("recordings") Path file, @ForAll Random random) {
    List<Sample> disordered = disorder(Recordings.samples(file), random);
    Collected live = Collected.of(PREPARATION, disordered);

    Collected replayed = Collected.of(PREPARATION, delivered(disordered, random));

    assertThat(live.asides.stream().filter(aside -> aside.rule().equals("late"))).isNotEmpty();
    assertThat(replayed.rows).isEqualTo(live.rows);
    assertThat(replayed.asides).isEqualTo(live.asides);
    ReferenceEvaluator reference = new ReferenceEvaluator(PREPARATION);
    disordered.forEach(reference::accept);
    assertThat(live.rows).isEqualTo(reference.rows);
  }

  /** Through the journal's own bytes, in blocks of any size. */
  private static List<Sample> delivered(List<Sample> samples, Random random) {
    List<Sample> delivered = new ArrayList<>();
    for (int from = 0; from < samples.size(); ) {
      int to = Math.min(samples.size(), from + 1 + random.nextInt(200));
      byte[] payload = SampleRecords.encode(samples.subList(from, to));
      Block block = Block.following(0, Lane.SIGNALS, from + 1, to - from, to, 0, payload);
      ByteBuffer bytes = ByteBuffer.allocate(block.encodedLength());
      block.encode(bytes);
      delivered.addAll(SampleRecords.decode(Block.decode(bytes.flip()).payload()));
      from = to;
    }
    return delivered;
  }

  private static List<Sample> disorder(List<Sample> samples, Random random) {
    List<Sample> disordered = new ArrayList<>(samples);
    for (int swap = 0; swap < samples.size() / 10; swap++) {
      int from = random.nextInt(samples.size());
      int to = Math.min(samples.size() - 1, from + random.nextInt(60));
      disordered.add(to, disordered.remove(from));
    }
    return disordered;
  }
}
