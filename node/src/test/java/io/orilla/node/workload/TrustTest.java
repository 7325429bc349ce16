package io.orilla.node.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.content.Digest;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.signal.AssetName;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.MemoryDisk;
import io.orilla.node.testbed.TinyModel;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What becomes of models that were in native code when the agent died. */
final class TrustTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final AssetName LOOP1 = new AssetName("riva/hall1/water/loop1");
  private static final AssetName LOOP2 = new AssetName("riva/hall1/water/loop2");
  private static final String DIED = "the agent died twice in this model's native code";

  private final Documents documents = new Documents(new MemoryDisk());
  private final ByteBuffer slots = ByteBuffer.allocate(NativeCalls.SLOTS);
  private final Target before = target("loop1", LOOP1, "before");
  private final Target model = target("loop1", LOOP1, "model");
  private final Target other = target("loop2", LOOP2, "other");
  private StartMarkers markers;
  private Trust trust;

  TrustTest() {
    start("boot");
  }

  private static Target target(String name, AssetName asset, String bundle) {
    return new Target(
        TinyModel.workload(name, 1, asset, Digest.ofText(bundle)), new StateVersion(1, 1));
  }

  private void start(String boot) {
    SafeMode safe = new SafeMode(CLOCK, Instant.MAX, "it crashed");
    WorkloadMemory memory = new WorkloadMemory(documents);
    markers = new StartMarkers(documents, new NativeCalls(slots), boot, memory::isGood);
    trust = new Trust(memory, markers, safe, LifeSettings.DEFAULT, CLOCK);
  }

  private void dieIn(Target... targets) {
    for (Target target : targets) {
      markers.begin(target).enter();
    }
    start("boot");
  }

  @Test
  void oneThatProvedGoodHasToDoItAgainAfterADeathAndIsHeldBackAfterTwo() {
    trust.proveGood(before);
    trust.proveGood(model);
    dieIn(model);
    assertThat(trust.isGood(model)).isFalse();
    assertThat(trust.lastGood(model)).contains(before);
    assertThat(trust.pauseAfterDeath(model)).contains(LifeSettings.DEFAULT.afterDeath());
    assertThat(trust.waits(model)).as("safe mode leaves it out").isPresent();
    assertThat(trust.waits(before)).isEmpty();
    dieIn(model);
    assertThat(trust.heldBack(model)).contains(DIED);
    assertThat(trust.lastGood(model)).contains(before);
  }

  @Test
  void oneThatProvedGoodAfterADeathBeginsAnew() {
    trust.proveGood(model);
    dieIn(model);
    trust.proveGood(model);
    assertThat(trust.pauseAfterDeath(model)).isEmpty();
    dieIn(model);
    assertThat(trust.heldBack(model)).isEmpty();
  }

  @Test
  void whoProvedGoodIsNotSuspectedBesideOneThatHasYetToDoSo() {
    trust.proveGood(other);
    dieIn(model, other);
    assertThat(trust.isGood(other)).isTrue();
    dieIn(model, other);
    assertThat(trust.heldBack(model)).contains(DIED);
    assertThat(trust.isGood(other)).isTrue();
  }

  @Test
  void aPowerCutAndAnOrderlyEndAreNobodysFault() {
    trust.proveGood(model);
    markers.begin(model).enter();
    start("another boot");
    markers.begin(model).enter();
    trust.end();
    start("another boot");
    assertThat(trust.isGood(model)).isTrue();
  }

  @Test
  void aThreadThatWasLeftBehindKeepsItsSlot() {
    markers.begin(model).enter();
    trust.holdBack(model, "it hangs");
    markers.begin(other);
    start("boot");
    assertThat(trust.pauseAfterDeath(other)).isEmpty();
  }
}
