package io.orilla.node.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.AssetName;
import io.orilla.node.clock.TrustedTime;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FileDisk;
import io.orilla.node.enrol.Enroller;
import io.orilla.node.testbed.TestServer;
import io.orilla.node.testbed.TestTransfers.Fault;
import io.orilla.node.testbed.TestTransfers.Sent;
import io.orilla.node.testbed.TinyModel;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.AnswerListener;
import io.orilla.node.uplink.ProxyRoute;
import io.orilla.node.uplink.Uplink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs over a line that cuts, hangs and turns bits. */
final class BlobFetchTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final AssetName LOOP = new AssetName("riva/hall1/water/loop1");
  private static final int SIZE = 400_000;
  private static final BlobSettings SETTINGS =
      new BlobSettings(
          2, Duration.ofSeconds(2), Duration.ofSeconds(30), 0, SIZE + 1000, Duration.ofDays(1));

  @TempDir Path folder;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private TestServer server;
  private Uplink uplink;
  private Path home;
  private BlobStore blobs;
  private Documents documents;
  private BlobFetch fetch;

  @BeforeEach
  void open() throws Exception {
    server = new TestServer(folder.resolve("server"));
    home = folder.resolve("home");
    documents = new Documents(new FileDisk(home));
    TrustedTime time = new TrustedTime(documents, CLOCK);
    Enroller enroller = new Enroller(home, time, ProxyRoute.DIRECT, CLOCK);
    enroller.join(server.token(), new ObjectName("hall-1"));
    Access access = enroller.identity().orElseThrow().access(time, ProxyRoute.DIRECT);
    uplink = new Uplink(() -> access, AnswerListener.NONE, CLOCK);
    blobs = new BlobStore(home);
    fetch = fetch(SETTINGS);
  }

  private BlobFetch fetch(BlobSettings settings) {
    return new BlobFetch(uplink, home, blobs, settings, events::add, CLOCK);
  }

  @AfterEach
  void close() {
    uplink.close();
    server.close();
  }

  private Digest blob(int seed) {
    byte[] content = new byte[SIZE];
    new Random(seed).nextBytes(content);
    return server.blobs().write(content);
  }

  private void assertBreaksOff(Digest blob, String how) {
    assertThatThrownBy(() -> fetch.ensure(blob, SIZE))
        .isInstanceOfSatisfying(
            OrillaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER_UNAVAILABLE))
        .hasMessageContaining(how);
  }

  @Test
  void aTransferThatWasCutGoesOnWhereItWasAlsoAfterARestart() throws Exception {
    Digest blob = blob(1);
    server.transfers().fail(blob, Fault.CUT);
    assertBreaksOff(blob, "broke off");
    fetch = fetch(SETTINGS);
    assertBreaksOff(blob, "broke off");
    server.transfers().mend(blob);
    fetch.ensure(blob, SIZE);
    assertThat(blobs.isSound(blob)).isTrue();
    List<Integer> begins = server.transfers().sent(blob).stream().map(Sent::from).toList();
    assertThat(begins).hasSize(3).isSorted().doesNotHaveDuplicates().startsWith(0);
  }

  @Test
  void aTransferThatHangsIsBrokenOffAndKeepsNoOtherFromComing() throws Exception {
    Digest hangs = blob(1);
    server.transfers().fail(hangs, Fault.HANGS);
    Thread waiting = Thread.ofVirtual().start(() -> assertBreaksOff(hangs, "brought nothing"));
    await().until(() -> !server.transfers().sent(hangs).isEmpty());
    Digest other = blob(2);
    fetch.ensure(other, SIZE);
    assertThat(blobs.contains(other)).isTrue();
    assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
    server.transfers().mend(hangs);
    fetch.ensure(hangs, SIZE);
    assertThat(server.transfers().sent(hangs)).hasSize(2);
    assertThat(server.transfers().sent(hangs).getLast().from()).isPositive();
  }

  @Test
  void aTransferThatIsNoLongerWantedEndsAtOnce() throws Exception {
    Digest hangs = blob(1);
    server.transfers().fail(hangs, Fault.HANGS);
    BlobFetch patient = fetch(slow(Duration.ofHours(1), 0));
    CopyOnWriteArrayList<Throwable> ended = new CopyOnWriteArrayList<>();
    Thread unwanted =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    patient.ensure(hangs, SIZE);
                  } catch (InterruptedException e) {
                    ended.add(e);
                  }
                });
    await().until(() -> !server.transfers().sent(hangs).isEmpty());
    unwanted.interrupt();
    assertThat(unwanted.join(Duration.ofSeconds(10))).isTrue();
    assertThat(ended).hasSize(1);
  }

  private static BlobSettings slow(Duration stall, long bytesPerSecond) {
    return new BlobSettings(
        2, stall, Duration.ofHours(1), bytesPerSecond, SIZE, Duration.ofDays(1));
  }

  @Test
  void aWrongBlobIsSetAsideWithinABudgetAndFetchedAnew() throws Exception {
    Digest first = blob(1);
    Digest second = blob(2);
    for (Digest blob : List.of(first, second)) {
      server.transfers().fail(blob, Fault.DAMAGED);
      assertThatThrownBy(() -> fetch.ensure(blob, SIZE))
          .hasMessageContaining("it was damaged or replaced");
      server.transfers().mend(blob);
    }
    assertThat(quarantined()).containsExactly(second.hex());
    fetch.ensure(first, SIZE);
    assertThat(server.transfers().sent(first).getLast().from()).isZero();
    assertThat(events)
        .hasSize(2)
        .first()
        .isInstanceOfSatisfying(
            Event.BlobRefused.class, event -> assertThat(event.blob()).isEqualTo(first));
  }

  private List<String> quarantined() throws Exception {
    try (var files = Files.list(home.resolve("blobs/.quarantine"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void moreThanTheManifestSaysIsNotTakenIn() {
    Digest blob = blob(1);
    assertThatThrownBy(() -> fetch.ensure(blob, 1000))
        .hasMessageContaining("it was damaged or replaced");
    assertThat(blobs.contains(blob)).isFalse();
  }

  @Test
  void aBlobThatTheDiskDamagedIsFetchedAgain() throws Exception {
    Digest blob = blob(1);
    fetch.ensure(blob, SIZE);
    Files.write(blobs.path(blob), new byte[] {1, 2, 3}, StandardOpenOption.TRUNCATE_EXISTING);
    fetch.ensure(blob, SIZE);
    assertThat(blobs.isSound(blob)).isTrue();
    assertThat(quarantined()).containsExactly(blob.hex());
  }

  @Test
  void allTransfersTogetherKeepToTheRate() throws Exception {
    BlobFetch throttled = fetch(slow(Duration.ofSeconds(20), SIZE));
    long began = System.nanoTime();
    Thread other = Thread.ofVirtual().start(() -> assertThat(ensured(throttled, blob(1))).isTrue());
    throttled.ensure(blob(2), SIZE);
    other.join();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1_900));
  }

  private static boolean ensured(BlobFetch fetch, Digest blob) {
    try {
      fetch.ensure(blob, SIZE);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void versionsShareTheBlobsThatTheyHaveInCommon() throws Exception {
    ModelBundle one = model(0.1f);
    ModelBundle other =
        TinyModel.write(
            server.blobs(), LOOP, TinyModel.preparation(Duration.ofSeconds(9)), 3, 0.1f);
    assertThat(one.graph()).isEqualTo(other.graph());
    fetch.fetch(one.digest());
    fetch.fetch(other.digest());
    assertThat(server.transfers().sent(one.graph())).hasSize(1);
  }

  private ModelBundle model(float factor) {
    return TinyModel.write(
        server.blobs(), LOOP, TinyModel.preparation(Duration.ofSeconds(5)), 3, factor);
  }

  @Test
  void whatNothingReachesGoesAndWhatIsReachedStays() throws Exception {
    ModelBundle kept = model(0.1f);
    ModelBundle old = model(0.2f);
    fetch.fetch(kept.digest());
    fetch.fetch(old.digest());
    Digest cut = blob(1);
    server.transfers().fail(cut, Fault.CUT);
    assertBreaksOff(cut, "broke off");
    collection().keepOnly(Set.of(kept.digest()));
    assertThat(blobs.digests())
        .containsExactlyInAnyOrder(kept.digest(), kept.graph(), kept.manifest().config().digest());
    assertThat(home.resolve("blobs/.incoming")).isEmptyDirectory();
  }

  private BlobCollection collection() {
    return new BlobCollection(blobs, fetch, preplaced());
  }

  private PreplacedBlobs preplaced() {
    return new PreplacedBlobs(blobs, documents, SETTINGS, CLOCK);
  }

  /** A stick may come long before the state that names what is on it. */
  @Test
  void whatCameOnAStickIsNotFetchedAndStaysUntilItIsNamed() throws Exception {
    ModelBundle model = model(0.1f);
    Digest damaged = server.blobs().write(new byte[] {7});
    Files.write(server.blobs().path(damaged), new byte[] {8});
    PreplacedBlobs.Imported imported = preplaced().bring(folder.resolve("server"));
    assertThat(imported.taken()).contains(model.digest(), model.graph()).hasSize(3);
    assertThat(imported.wrong()).containsExactly(damaged.hex());
    collection().keepOnly(Set.of());
    fetch.fetch(model.digest());
    assertThat(server.transfers().sent(model.graph())).isEmpty();
    assertThatThrownBy(() -> preplaced().bring(folder.resolve("empty")))
        .hasMessageContaining("give the folder of an OCI image layout");
  }
}
