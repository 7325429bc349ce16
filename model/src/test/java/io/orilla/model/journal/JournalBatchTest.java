package io.orilla.model.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.content.Zstd;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.packed.SamplePacker;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The bytes of {@code docs/format/journal.md}. */
final class JournalBatchTest {
  private static final JournalEpoch EPOCH = new JournalEpoch(new UUID(1, 2));
  private static final SignalName FLOW = new SignalName("riva/hall1/water/loop1/flow");

  private static Sample sample(long time, double value) {
    return new Sample(FLOW, time, time + 7, new Value.DoubleValue(value), 0);
  }

  private static Block block(int link, long first, byte[] payload, int count) {
    return Block.following(
        link, Lane.SIGNALS, first, count, first + count - 1, 1_000 + first, payload);
  }

  private static JournalBatch batch() {
    int start = Chain.start(EPOCH);
    Block one = block(start, 1, SampleRecords.encode(List.of(sample(1, 1.5), sample(2, 2))), 2);
    Block two = block(one.chain().after(), 3, SampleRecords.encode(List.of(sample(3, 2.25))), 1);
    return new JournalBatch(EPOCH, new LaneAccount(Lane.SIGNALS, 9, 0, 8, 1), List.of(one, two));
  }

  @Test
  void aBatchComesBackAsItWas() {
    JournalBatch back = JournalBatch.decode(batch().encode());
    assertThat(back.account()).isEqualTo(batch().account());
    assertThat(back.encode()).isEqualTo(batch().encode());
    assertThat(back.blocks().getLast().writtenAt()).isEqualTo(1_003);
    assertThat(back.blocks().getLast().payload()).isEqualTo(batch().blocks().getLast().payload());
  }

  @Test
  void aBatchIsWrittenAsItsFormatSays() {
    Block block =
        new Block(Lane.EVENTS, 300, 1, 301, 64, new Chain(0x01020304, 0x05060708), new byte[] {9});
    JournalBatch batch =
        new JournalBatch(EPOCH, new LaneAccount(Lane.EVENTS, 301, 298, 2, 1), List.of(block));
    assertThat(HexFormat.of().formatHex(batch.encode()))
        .startsWith(
            "4f4a0201"
                + "0000000000000001"
                + "0000000000000002"
                + "01020304"
                + "ac02"
                + "ad02"
                + "02"
                + "01"
                + "00"
                + "01"
                + "02"
                + "8001"
                + "05060708"
                + "01"
                + "09")
        .hasSize(2 * (24 + 7 + 10 + 4));
  }

  @Test
  void aThinnedBlockIsWrittenAsItsFormatSaysAndKnowsItsNumbers() {
    List<Sample> left = List.of(sample(1, 1), sample(4, 4), sample(5, 5));
    int[] places = {0, 3, 4};
    byte[] payload = SampleRecords.thinned(new SamplePacker(), places, left);
    Block block = new Block(Lane.SIGNALS, 7, 6, 12, 1, new Chain(1, 2), payload);
    assertThat(block.sequences()).containsExactly(7, 10, 11);
    assertThat(block.held()).isEqualTo(3);
    assertThat(block.hasLink(12, 2)).isTrue();
    assertThat(block.hasLink(11, 2)).isFalse();
    assertThat(SampleRecords.decode(payload)).isEqualTo(left);
    int frame = payload[1];
    assertThat(payload[0]).isEqualTo((byte) 4);
    byte[] runs = Zstd.decompress(Arrays.copyOfRange(payload, 2, 2 + frame), 0, 100);
    assertThat(runs).containsExactly(3, 0, 1, 2, 2);
    assertThat(Arrays.copyOfRange(payload, 2 + frame, payload.length))
        .isEqualTo(SampleRecords.pack(new SamplePacker(), left));
    Block shorter = new Block(Lane.SIGNALS, 7, 4, 10, 1, new Chain(1, 2), payload);
    assertThatThrownBy(shorter::sequences).hasMessage("a block of 4 records holds more");
  }

  @Test
  void aBatchThatIsDamagedAnywhereIsRefused() {
    byte[] bytes = batch().encode();
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x10;
      assertThatThrownBy(() -> JournalBatch.decode(damaged))
          .isInstanceOfSatisfying(
              OrillaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FORMAT));
    }
  }

  @Test
  void samplesArePackedAsTheirFormatSays() {
    List<Sample> samples = List.of(sample(16, 1.5), sample(32, 1.5));
    byte[] packed = SampleRecords.pack(new SamplePacker(), samples);
    assertThat(HexFormat.of().formatHex(packed)).startsWith("02" + "01" + "00" + "1b" + hex(FLOW));
    assertThat(SampleRecords.decode(packed)).isEqualTo(samples);
  }

  private static String hex(SignalName name) {
    return HexFormat.of().formatHex(name.text().getBytes(StandardCharsets.UTF_8));
  }

  /** Blocks of any extent: the chain is the same, and what is cut off continues it. */
  @Test
  void theChainIsTheSameHoweverRecordsAreCut() {
    List<Sample> samples = new ArrayList<>();
    for (int n = 1; n <= 10; n++) {
      samples.add(sample(n * 1_000_000L, n / 10.0));
    }
    Block all = block(Chain.start(EPOCH), 1, SampleRecords.pack(new SamplePacker(), samples), 10);
    int link = Chain.start(EPOCH);
    for (int n = 1; n <= 10; n++) {
      Block one = block(link, n, SampleRecords.encode(samples.subList(n - 1, n)), 1);
      link = one.chain().after();
      assertThat(all.linkAt(n)).isEqualTo(link);
    }
    Block rest = all.above(4);
    assertThat(rest.firstSequence()).isEqualTo(5);
    assertThat(rest.chain()).isEqualTo(new Chain(all.linkAt(4), link));
    assertThat(SampleRecords.decode(rest.payload())).isEqualTo(samples.subList(4, 10));
  }

  @Test
  void aBlockIsWrittenAsItsFormatSays() {
    Block block = new Block(Lane.EVENTS, 3, 1, 4, 5, new Chain(6, 7), new byte[] {8});
    ByteBuffer bytes = ByteBuffer.allocate(block.encodedLength());
    block.encode(bytes);
    assertThat(HexFormat.of().formatHex(bytes.array()))
        .startsWith(
            "4f42"
                + "01"
                + "01"
                + "00000001"
                + "0000000000000003"
                + "0000000000000004"
                + "0000000000000005"
                + "00000006"
                + "00000007"
                + "00000001"
                + "08")
        .hasSize(2 * 49);
    Block back = Block.decode(bytes.flip());
    assertThat(back.chain()).isEqualTo(block.chain());
  }
}
