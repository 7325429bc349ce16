package io.orilla.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.content.Json;
import io.orilla.model.content.Zstd;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.Problem;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.Footing;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JournalReceipt;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.journal.LeaningBatch;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.journal.packed.SamplePacker;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import io.orilla.server.TestNode;
import io.orilla.server.TestServer;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /node/v1/journal/stream} as {@code docs/format/journal.md} says. */
final class JournalStreamTest {
  private static final JournalEpoch EPOCH = new JournalEpoch(new UUID(1, 2));
  private static final SignalName PRESSURE = new SignalName("riva/hall1/water/loop1/pressure");

  @TempDir Path home;
  private TestServer server;
  private TestNode node;
  private final LinkedBlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() {
    server = new TestServer(home);
    node = new TestNode(server.token("{}"), "hall-1");
    node.enrol();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WebSocket open(TestNode from) {
    URI address =
        URI.create(
            from.token().addresses().getFirst().replaceFirst("^https", "wss")
                + "/node/v1/journal/stream");
    return from.client().newWebSocketBuilder().buildAsync(address, new Answers()).join();
  }

  private final class Answers implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] answer = new byte[data.remaining()];
      data.get(answer);
      answers.add(answer);
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      answers.add(data.toString().getBytes(StandardCharsets.UTF_8));
      socket.request(1);
      return null;
    }
  }

  private byte[] answer(WebSocket stream, byte[] message) throws InterruptedException {
    stream.sendBinary(ByteBuffer.wrap(message), true);
    byte[] answer = answers.poll(10, TimeUnit.SECONDS);
    assertThat(answer).isNotNull();
    return answer;
  }

  private ErrorCode problem(WebSocket stream, byte[] message) throws InterruptedException {
    return Json.read(answer(stream, message), Problem.class).code();
  }

  private record Hole(String code, String message, long expected) {}

  private static List<Sample> sample(long second) {
    Value value = new Value.DoubleValue(second / 10.0);
    long time = second * 1_000_000;
    return List.of(new Sample(PRESSURE, time, time + 300, value, 0));
  }

  private static JournalBatch batch(int link, long number) {
    byte[] payload = SampleRecords.encode(sample(number));
    Block block = Block.following(link, Lane.SIGNALS, number, 1, number, 1_000 + number, payload);
    LaneAccount account = new LaneAccount(Lane.SIGNALS, number, number - 1, 1, 0);
    return new JournalBatch(EPOCH, account, List.of(block));
  }

  private static int link(JournalBatch batch) {
    return batch.blocks().getLast().chain().after();
  }

  @Test
  void batchesFollowEachOtherAndLeanOnWhatWasTakenBefore() throws InterruptedException {
    JournalBatch one = batch(Chain.start(EPOCH), 1);
    JournalBatch two = batch(link(one), 2);
    WebSocket stream = open(node);
    assertThat(JournalReceipt.through(answer(stream, one.encode()))).isEqualTo(1);
    byte[] leaning =
        LeaningBatch.encode(Footing.behind(one).orElseThrow(), two, sample(2), new SamplePacker());
    assertThat(JournalReceipt.through(answer(stream, leaning))).isEqualTo(2);
    byte[] compressed = Zstd.compress(batch(link(two), 3).encode());
    assertThat(JournalReceipt.through(answer(stream, compressed))).isEqualTo(3);
    assertThat(problem(stream, leaning)).isEqualTo(ErrorCode.FOOTING_UNKNOWN);
    assertThat(JournalReceipt.through(answer(stream, two.encode()))).isEqualTo(3);
  }

  @Test
  void aRefusalSaysWhatIsExpectedAndTheStreamGoesOn() throws InterruptedException {
    WebSocket stream = open(node);
    byte[] ahead = batch(7, 5).encode();
    Hole hole = Json.read(answer(stream, ahead), Hole.class);
    assertThat(hole.code()).isEqualTo(ErrorCode.SEQUENCE_GAP.name());
    assertThat(hole.expected()).isEqualTo(1);
    assertThat(problem(stream, new byte[] {1})).isEqualTo(ErrorCode.INVALID_FORMAT);
    byte[] first = batch(Chain.start(EPOCH), 1).encode();
    assertThat(JournalReceipt.through(answer(stream, first))).isEqualTo(1);
  }

  @Test
  void aNodeThatIsRevokedIsHeardNoMore() throws InterruptedException {
    WebSocket stream = open(node);
    JournalBatch one = batch(Chain.start(EPOCH), 1);
    answer(stream, one.encode());
    server.post("/api/v1/nodes/hall-1/revoke", "");
    assertThat(problem(stream, batch(link(one), 2).encode())).isEqualTo(ErrorCode.REVOKED);
  }

  @Test
  void aStrangerOpensNoStream() {
    TestNode stranger = new TestNode(server.token("{}"), "hall-2");
    assertThatThrownBy(() -> open(stranger)).hasCauseInstanceOf(WebSocketHandshakeException.class);
  }
}
