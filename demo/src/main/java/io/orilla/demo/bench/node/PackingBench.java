package io.orilla.demo.bench.node;

import com.github.luben.zstd.Zstd;
import io.orilla.demo.bench.Figure;
import io.orilla.demo.plant.Notifications;
import io.orilla.model.content.Json;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.journal.packed.SamplePacker;
import io.orilla.model.node.LinkPurpose;
import io.orilla.model.node.LinkUse;
import io.orilla.model.signal.Sample;
import io.orilla.node.delivery.Delivery;
import io.orilla.node.delivery.DeliverySettings;
import io.orilla.node.delivery.DeliverySettings.Gather;
import io.orilla.node.delivery.LinkSettings;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.MemoryDisk;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.AnswerListener;
import io.orilla.node.uplink.Backoff;
import io.orilla.node.uplink.ProxyRoute;
import io.orilla.node.uplink.Uplink;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/**
 * How many bytes a sample takes on the way to the server, and how fast samples are packed. A node's
 * own delivery sends to a server that takes everything; counted are requests of the signals lane as
 * the uplink counts them: HTTP's request line and headers, the frames and the opening of a stream,
 * the batch, all that is in it. Not counted are answers, TLS and TCP.
 */
final class PackingBench {
  private static final Duration NEVER_BY_ITSELF = Duration.ofHours(1);
  private static final int MOST_BATCHES = 200;
  private static final Duration PACKING = Duration.ofSeconds(1);

  private PackingBench() {}

  /**
   * @param data the folder that holds {@code skab/valve1}; the built-in model where it is not given
   */
  static List<Figure> run(Optional<Path> data) throws IOException, InterruptedException {
    List<List<List<Sample>>> recordings = Notifications.of(data);
    List<List<List<Sample>>> minutes = cut(recordings, 60);
    double json = json(minutes);
    String what =
        "on the uplink, HTTP headers included, "
            + (data.isPresent() ? "skab/valve1" : "the plant's model");
    String beside = " | JSON by zstd, without headers";
    return List.of(
        Figure.atMost(
            2.4,
            "bytes_per_sample",
            uplink(minutes, 60),
            json,
            what + ", a batch a minute" + beside),
        Figure.atMost(
            3.2,
            "bytes_per_sample_10s",
            uplink(cut(recordings, 10), 10),
            json,
            what + ", a batch every ten seconds" + beside),
        Figure.atLeast(
            5_000_000,
            "pack_samples_s",
            speed(minutes),
            payload(minutes),
            "in a second of one core's time | bytes a sample in the block"));
  }

  private static double json(List<List<List<Sample>>> batches) {
    long bytes = 0;
    long samples = 0;
    for (List<List<Sample>> batch : batches) {
      List<Sample> all = samples(batch);
      bytes += Zstd.compress(Json.bytes(all)).length;
      samples += all.size();
    }
    return (double) bytes / samples;
  }

  /** Batches of so many notifications each, none across the end of a recording. */
  private static List<List<List<Sample>>> cut(List<List<List<Sample>>> recordings, int rows) {
    List<List<List<Sample>>> batches = new ArrayList<>();
    for (List<List<Sample>> recording : recordings) {
      for (int from = 0; from + rows <= recording.size(); from += rows) {
        batches.add(recording.subList(from, from + rows));
      }
    }
    return batches.subList(0, Math.min(MOST_BATCHES, batches.size()));
  }

  private static List<Sample> samples(List<List<Sample>> batch) {
    return batch.stream().flatMap(List::stream).toList();
  }

  /** Sends a batch in each so many seconds of a clock that is turned. */
  private static double uplink(List<List<List<Sample>>> batches, int seconds)
      throws IOException, InterruptedException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    InstantSource clock = now::get;
    MemoryDisk disk = new MemoryDisk();
    JournalSettings settings =
        new JournalSettings(8 << 20, NEVER_BY_ITSELF, NEVER_BY_ITSELF, 256L << 20);
    try (Shore shore = new Shore();
        Journal journal =
            Journal.open(disk, settings, clock, () -> new JournalEpoch(UUID.randomUUID()));
        Uplink uplink = uplinkTo(shore.address(), tls(), clock);
        Delivery delivery = delivery(journal, disk, uplink, clock)) {
      delivery.start();
      for (List<List<Sample>> batch : batches) {
        now.updateAndGet(before -> before.plusSeconds(seconds));
        batch.forEach(journal::appendSamples);
        journal.sync();
        awaitDelivered(journal);
      }
      long sent =
          uplink.traffic().use().bytes().stream()
              .filter(bytes -> bytes.purpose() == LinkPurpose.SIGNALS)
              .mapToLong(LinkUse.Bytes::up)
              .sum();
      return (double) sent / journal.journalled(Lane.SIGNALS);
    }
  }

  private static Delivery delivery(
      Journal journal, MemoryDisk disk, Uplink uplink, InstantSource clock) {
    DeliverySettings settings =
        new DeliverySettings(
            1 << 20, Gather.of(Duration.ZERO), Duration.ofSeconds(1), LinkSettings.UNLIMITED);
    return new Delivery(
        settings,
        journal,
        new Documents(disk),
        uplink,
        () -> new Backoff(Duration.ofMillis(10), Duration.ofSeconds(1), new SplittableRandom(1)),
        clock,
        reason -> {});
  }

  private static void awaitDelivered(Journal journal) throws InterruptedException {
    while (journal.delivered(Lane.SIGNALS) < journal.journalled(Lane.SIGNALS)) {
      Thread.sleep(1);
    }
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double payload(List<List<List<Sample>>> batches) {
    SamplePacker packer = new SamplePacker();
    long bytes = 0;
    long samples = 0;
    for (List<List<Sample>> batch : batches) {
      List<Sample> all = samples(batch);
      bytes += SampleRecords.pack(packer, all).length;
      samples += all.size();
    }
    return (double) bytes / samples;
  }

  /** The second half of the time counts: before, the code is not compiled yet. */
  private static double speed(List<List<List<Sample>>> batches) {
    SamplePacker packer = new SamplePacker();
    List<List<Sample>> all = batches.stream().map(PackingBench::samples).toList();
    pack(packer, all, PACKING);
    return pack(packer, all, PACKING);
  }

  private static double pack(SamplePacker packer, List<List<Sample>> batches, Duration time) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    long samples = 0;
    while (threads.getCurrentThreadCpuTime() - begin < time.toNanos()) {
      for (List<Sample> batch : batches) {
        SampleRecords.pack(packer, batch);
        samples += batch.size();
      }
    }
    return samples * 1e9 / (threads.getCurrentThreadCpuTime() - begin);
  }

  private static Uplink uplinkTo(String address, SSLContext tls, InstantSource clock) {
    Access access = new Access(List.of(address), tls, ProxyRoute.DIRECT);
    return new Uplink(() -> access, AnswerListener.NONE, clock);
  }
}
