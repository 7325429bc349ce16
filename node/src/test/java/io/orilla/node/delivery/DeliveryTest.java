package io.orilla.node.delivery;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import io.orilla.node.delivery.DeliverySettings.Gather;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.MemoryDisk;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.testbed.TestInbox;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.AnswerListener;
import io.orilla.node.uplink.Backoff;
import io.orilla.node.uplink.ProxyRoute;
import io.orilla.node.uplink.Uplink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeliveryTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final SignalName FLOW = new SignalName("riva/hall1/water/loop1/flow");

  private final MemoryDisk disk = new MemoryDisk();
  private final TestInbox inbox = new TestInbox();
  private final List<JournalBatch> came = new CopyOnWriteArrayList<>();
  private final Set<Lane> refused = Collections.synchronizedSet(EnumSet.noneOf(Lane.class));
  private HttpServer server;
  private Journal journal;
  private Uplink uplink;
  private final CompletableFuture<Void> journalled = new CompletableFuture<>();
  private volatile Runnable beforeSignals = () -> {};
  private volatile boolean away;
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private @Nullable Delivery delivery;

  @BeforeEach
  void open() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/node/v1/journal", this::answer);
    server.start();
    journal =
        Journal.open(
            disk,
            new JournalSettings(64 << 10, Duration.ofMillis(5), Duration.ofMillis(5), 256L << 20),
            CLOCK,
            () -> new JournalEpoch(new UUID(1, 2)));
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    uplink = uplinkTo(address, SSLContext.getDefault());
  }

  @AfterEach
  void close() {
    if (delivery != null) {
      delivery.close();
    }
    uplink.close();
    journal.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (away) {
      refusals.incrementAndGet();
      send(exchange, 503, new Problem(ErrorCode.STORAGE_UNAVAILABLE, "away"));
      return;
    }
    bytes.addAndGet(body.length);
    boolean zstd = "zstd".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    JournalBatch batch;
    try {
      batch = inbox.read(body, zstd);
    } catch (OrillaException unfounded) {
      send(exchange, 409, Problem.of(unfounded));
      return;
    }
    if (batch.lane() == Lane.SIGNALS) {
      beforeSignals.run();
    }
    if (refused.contains(batch.lane())) {
      Problem old = new Problem(ErrorCode.INVALID_FORMAT, "no journal batch of version 1");
      send(exchange, 400, old);
      return;
    }
    TestInbox.Answer answer = inbox.take(batch);
    came.add(batch);
    send(exchange, answer.status(), answer.body());
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] content = Json.bytes(body);
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  private Delivery start(Duration gather, LinkSettings link) {
    return start(gather, link, CLOCK, Duration.ofMillis(200));
  }

  private Delivery start(Duration gather, LinkSettings link, InstantSource clock, Duration idle) {
    Delivery starting =
        new Delivery(
            new DeliverySettings(64 << 10, Gather.of(gather), idle, link),
            journal,
            new Documents(disk),
            uplink,
            () -> new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), new Random(1)),
            clock,
            reason -> {});
    delivery = starting;
    starting.start();
    return starting;
  }

  /** As connectors hand them over: a notification of some signals each second. */
  private List<Sample> journalRows(int rows) {
    List<Sample> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      long time = 1_700_000_000_000_000L + row * 1_000_000L;
      Value value = new Value.DoubleValue(row / 100.0);
      List<Sample> notification =
          List.of(
              new Sample(FLOW, time, time + 300, value, 0),
              new Sample(FLOW.asset().signal("pressure"), time, time + 300, value, 0));
      journal.appendSamples(notification);
      all.addAll(notification);
    }
    journal.sync();
    return all;
  }

  private static Event event() {
    return new Event.AgentStarted(1, "test", new JournalEpoch(new UUID(1, 2)));
  }

  @Test
  void notificationsAreMergedIntoPackedBlocksAndComeBackToTheBit() {
    List<Sample> samples = journalRows(60);
    start(Duration.ofMillis(5), LinkSettings.UNLIMITED);
    await().until(() -> journal.delivered(Lane.SIGNALS) == 120);
    assertThat(inbox.samples()).isEqualTo(samples);
    assertThat(came).hasSize(1);
    assertThat(came.getFirst().blocks()).hasSize(1);
    assertThat(came.getFirst().encode().length).isLessThan(350);
  }

  @Test
  void aBatchLeansOnTheOneBefore() {
    start(Duration.ofMillis(5), LinkSettings.UNLIMITED);
    List<Sample> samples = new ArrayList<>(deliverRows(10));
    long whole = bytes.getAndSet(0);
    samples.addAll(deliverRows(10));
    assertThat(inbox.samples()).isEqualTo(samples);
    assertThat(inbox.leaning()).isEqualTo(1);
    assertThat(bytes.get()).isLessThan(whole / 2);
  }

  @Test
  void aServerThatKnowsNotWhatABatchLeansOnGetsItWhole() {
    start(Duration.ofMillis(5), LinkSettings.UNLIMITED);
    List<Sample> samples = new ArrayList<>(deliverRows(10));
    inbox.forgetFooting();
    samples.addAll(deliverRows(10));
    assertThat(inbox.leaning()).isZero();
    samples.addAll(deliverRows(10));
    assertThat(inbox.leaning()).isEqualTo(1);
    assertThat(inbox.samples()).isEqualTo(samples);
  }

  @Test
  void aBatchThatLeansAndWhoseAnswerWasLostIsTakenOnce() {
    start(Duration.ofMillis(5), LinkSettings.UNLIMITED);
    List<Sample> samples = new ArrayList<>(deliverRows(10));
    inbox.loseAnswers(1);
    samples.addAll(deliverRows(10));
    assertThat(inbox.samples()).isEqualTo(samples);
    assertThat(inbox.leaning()).isEqualTo(1);
  }

  private List<Sample> deliverRows(int rows) {
    List<Sample> samples = journalRows(rows);
    await().until(() -> journal.delivered(Lane.SIGNALS) == journal.journalled(Lane.SIGNALS));
    return samples;
  }

  /** A batch whose answer was lost is sent again, then merged with what came behind it. */
  @Test
  void nothingComesTwiceWhenBlocksAreMergedOtherwiseAfterARestart() {
    List<Sample> samples = new ArrayList<>(journalRows(10));
    inbox.loseAnswers(1);
    Delivery first = start(Duration.ofMillis(5), LinkSettings.UNLIMITED);
    await().until(() -> inbox.samples().size() == 20);
    first.close();
    samples.addAll(journalRows(10));
    start(Duration.ofMillis(5), LinkSettings.UNLIMITED);
    await().until(() -> journal.delivered(Lane.SIGNALS) == 40);
    assertThat(inbox.samples()).isEqualTo(samples);
  }

  @Test
  void aMeteredLinkCarriesWhatIsUrgentAndTheOthersSaySo() {
    journalRows(3);
    Delivery metered =
        start(Duration.ofMillis(5), new LinkSettings(0, 0, 0, true, Lane.PREDICTIONS));
    journal.append(event());
    await().until(() -> journal.delivered(Lane.EVENTS) == 1);
    await().until(() -> metered.waits(Lane.SIGNALS).isPresent());
    assertThat(metered.waits(Lane.SIGNALS)).contains(new Wait("the link is metered", null));
    assertThat(metered.waits(Lane.EVENTS)).isEmpty();
    assertThat(inbox.samples()).isEmpty();
  }

  @Test
  void aLaneThatGathersSaysUntilWhenAndHoldsUpNoOther() {
    Delivery gathering = start(Duration.ofMinutes(5), LinkSettings.UNLIMITED);
    journalRows(3);
    await().until(() -> gathering.waits(Lane.SIGNALS).isPresent());
    Wait wait = gathering.waits(Lane.SIGNALS).orElseThrow();
    assertThat(wait.reason()).isEqualTo("it gathers");
    assertThat(wait.until()).isAfter(CLOCK.instant().plus(Duration.ofMinutes(4)));
    assertThat(came).isEmpty();
  }

  /**
   * A server that is older than the node knows no packed blocks: the node waits for a newer one.
   */
  @Test
  void aServerThatRefusesALaneIsToldOfAndLosesNothing() {
    refused.add(Lane.SIGNALS);
    Delivery refusing = start(Duration.ofMillis(5), LinkSettings.UNLIMITED);
    List<Sample> samples = journalRows(3);
    journal.append(event());
    await().until(() -> journal.delivered(Lane.EVENTS) == 1);
    await()
        .untilAsserted(
            () ->
                assertThat(refusing.waits(Lane.SIGNALS).map(Wait::reason))
                    .contains("the server refused it: no journal batch of version 1"));
    assertThat(journal.account(Lane.SIGNALS).pending()).isEqualTo(6);
    refused.clear();
    await().until(() -> journal.delivered(Lane.SIGNALS) == 6);
    assertThat(inbox.samples()).isEqualTo(samples);
  }

  /** One batch at a time, and before each the most urgent lane is looked at. */
  @Test
  void aLaneInArrearsDoesNotHoldUpOneAboveIt() {
    journalRows(4_000);
    beforeSignals = journalled::join;
    start(Duration.ZERO, LinkSettings.UNLIMITED);
    journal.append(event());
    journal.sync();
    journalled.complete(null);
    await().until(() -> journal.delivered(Lane.SIGNALS) == 8_000);
    List<Lane> order = came.stream().map(JournalBatch::lane).toList();
    assertThat(order.indexOf(Lane.EVENTS)).isLessThanOrEqualTo(1);
    assertThat(order.stream().filter(Lane.SIGNALS::equals)).hasSizeGreaterThan(2);
  }

  /** At 4 kB/s by a clock that runs as fast as it is looked at. */
  @Test
  void afterADayWithoutAServerWhatIsUrgentComesFirstAndGoesOnDoingSo() {
    int minutes = 24 * 60;
    away = true;
    for (int minute = 1; minute <= minutes; minute++) {
      journalRows(6);
      journal.append(prediction(minute));
      if (minute % 60 == 0) {
        journal.append(event());
      }
    }
    journal.sync();
    AtomicInteger signalBatches = new AtomicInteger();
    beforeSignals =
        () -> {
          if (signalBatches.incrementAndGet() % 3 == 0) {
            journal.append(event());
            journal.append(prediction(minutes + signalBatches.get()));
            journal.sync();
          }
        };
    Instant begun = Instant.parse("2026-05-04T10:15:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(begun);
    InstantSource fast = () -> now.updateAndGet(time -> time.plusMillis(10));
    int rate = 4_000;
    start(
        Duration.ZERO,
        new LinkSettings(rate, 0, 0, false, Lane.EVENTS),
        fast,
        Duration.ofMillis(2));
    await().until(() -> refusals.get() > 2);
    assertThat(came).isEmpty();
    away = false;
    await().until(() -> journal.delivered(Lane.SIGNALS) == 12L * minutes);
    await().until(() -> journal.account(Lane.PREDICTIONS).pending() == 0);

    String order =
        came.stream().map(batch -> batch.lane().text().substring(0, 1)).collect(joining());
    assertThat(order).matches("e+p+(sssep)+s{0,2}");
    int arrears = order.indexOf('s');
    assertThat(came.subList(0, arrears))
        .filteredOn(batch -> batch.lane() == Lane.PREDICTIONS)
        .last()
        .satisfies(batch -> assertThat(batch.lastSequence()).isEqualTo(minutes));
    assertThat(inbox.samples()).hasSize(12 * minutes);
    assertThat(inbox.predictions()).extracting(Prediction::id).doesNotHaveDuplicates();
    for (Lane lane : Lane.values()) {
      LaneAccount account = journal.account(lane);
      assertThat(account).isEqualTo(new LaneAccount(lane, account.made(), account.made(), 0, 0));
    }
    assertThat(Duration.between(begun, now.get()))
        .isGreaterThan(Duration.ofSeconds((bytes.get() - rate * 2) / rate));
  }

  private static Prediction prediction(int minute) {
    Digest model = Digest.ofText("model");
    return new Prediction(
        "p" + minute,
        new ObjectName("hall-1"),
        FLOW.asset(),
        new ObjectName("watch-loop1"),
        "anomaly",
        Role.CHAMPION,
        model,
        new StateVersion(1, 4),
        2,
        new Prediction.Window(minute, minute + 4, 5),
        new Prediction.Consumed(new JournalEpoch(new UUID(1, 2)), 1, 12),
        20,
        Decision.ALARM,
        null,
        Map.of("score", new float[] {1.5f}),
        Quality.GOOD,
        900,
        model,
        "ort");
  }

  private static Uplink uplinkTo(String address, SSLContext tls) {
    Access access = new Access(List.of(address), tls, ProxyRoute.DIRECT);
    return new Uplink(() -> access, AnswerListener.NONE, CLOCK);
  }
}
