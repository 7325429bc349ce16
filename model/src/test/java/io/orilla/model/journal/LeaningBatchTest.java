package io.orilla.model.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.packed.SamplePacker;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The bytes of {@code docs/format/journal.md}. */
final class LeaningBatchTest {
  private static final JournalEpoch EPOCH = new JournalEpoch(new UUID(1, 2));

  private final SamplePacker packer = new SamplePacker();

  /** A sample a second of each of two signals. */
  private static List<Sample> samples(int from, int to) {
    List<Sample> samples = new ArrayList<>();
    for (int second = from; second < to; second++) {
      for (String name : List.of("flow", "pressure")) {
        SignalName signal = new SignalName("riva/hall1/water/loop1/" + name);
        long time = second * 1_000_000L;
        Value value = new Value.DoubleValue(second % 7 / 10.0);
        samples.add(new Sample(signal, time, time + 2_500, value, 0));
      }
    }
    return samples;
  }

  private JournalBatch batch(int link, long first, List<Sample> samples) {
    Block block =
        Block.following(
            link,
            Lane.SIGNALS,
            first,
            samples.size(),
            first + samples.size() - 1,
            samples.getLast().arrivalTime() + 40,
            SampleRecords.pack(packer, samples));
    long made = block.lastSequence();
    LaneAccount account = new LaneAccount(Lane.SIGNALS, made, first - 1, samples.size(), 0);
    return new JournalBatch(EPOCH, account, List.of(block));
  }

  private static Footing behind(JournalBatch batch) {
    return Footing.behind(batch).orElseThrow();
  }

  private final JournalBatch one = batch(Chain.start(EPOCH), 1, samples(0, 10));
  private final JournalBatch two =
      batch(one.blocks().getLast().chain().after(), 21, samples(10, 20));

  private byte[] leaning() {
    return LeaningBatch.encode(behind(one), two, samples(10, 20), packer);
  }

  @Test
  void aBatchThatLeansComesBackAsIfItStoodForItself() {
    byte[] body = leaning();
    assertThat(LeaningBatch.is(body)).isTrue();
    assertThat(LeaningBatch.is(two.encode())).isFalse();
    assertThat(LeaningBatch.decode(body, Optional.of(behind(one))).encode())
        .isEqualTo(two.encode());
  }

  @Test
  void itTakesLessThanHalfTheBytes() {
    assertThat(leaning().length).isLessThan(two.encode().length / 2);
  }

  @Test
  void itIsWrittenAsItsFormatSays() {
    String link = HexFormat.of().toHexDigits(one.blocks().getLast().chain().after());
    String after = HexFormat.of().toHexDigits(two.blocks().getLast().chain().after());
    String account = "28" + "00" + "00" + "00"; // 40 made, none undelivered before, none dropped
    String block = "14" + "00" + "80dac409"; // 20 records, as many made, 10 s later
    assertThat(HexFormat.of().formatHex(leaning()))
        .startsWith("4f4a03" + link + account + block + after);
  }

  @Test
  void whoDoesNotKnowTheBatchBeforeSaysSo() {
    JournalBatch other = batch(7, 1, samples(0, 10));
    refused(Optional.empty(), leaning(), ErrorCode.FOOTING_UNKNOWN);
    refused(Optional.of(behind(other)), leaning(), ErrorCode.FOOTING_UNKNOWN);
    refused(Optional.of(behind(two)), leaning(), ErrorCode.FOOTING_UNKNOWN);
  }

  @Test
  void theChainShowsThatOtherSamplesWereLeanedOn() {
    Footing right = behind(one);
    Footing wrong = Footing.behind(EPOCH, right.last(), samples(1, 11));
    refused(Optional.of(wrong), leaning(), ErrorCode.FOOTING_UNKNOWN);
  }

  @Test
  void damageIsRefused() {
    byte[] body = leaning();
    for (int at = 3; at < body.length; at++) {
      byte[] damaged = body.clone();
      damaged[at] ^= 0x10;
      refused(Optional.of(behind(one)), damaged, ErrorCode.INVALID_FORMAT);
    }
  }

  @Test
  void onlyTheNextBatchLeansOnOne() {
    assertThat(behind(one).carries(EPOCH, two.blocks().getFirst())).isTrue();
    assertThat(behind(two).carries(EPOCH, two.blocks().getFirst())).isFalse();
    assertThat(behind(one).carries(new JournalEpoch(new UUID(1, 3)), two.blocks().getFirst()))
        .isFalse();
  }

  private static void refused(Optional<Footing> footing, byte[] body, ErrorCode code) {
    assertThatThrownBy(() -> LeaningBatch.decode(body, footing))
        .isInstanceOfSatisfying(
            OrillaException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
