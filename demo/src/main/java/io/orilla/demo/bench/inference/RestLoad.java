package io.orilla.demo.bench.inference;

import io.orilla.demo.bench.Figure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls by HTTP: the small model in JSON, tensors of a megabyte as bytes, and too many of them. */
final class RestLoad {
  private static final int CONNECTIONS = 8;
  private static final int CROWD = 400;

  /** So many that batches are full, and none is refused. */
  private static final int WAITING = 64;

  private static final int MEGABYTE = 1 << 20;
  private static final int OVER = 3;
  private static final Duration LONGEST_YARDSTICK = Duration.ofSeconds(10);
  private static final ByteBuffer SMALL = row("small");
  private static final ByteBuffer SLOW = row("slow");

  private final Served door;
  private final Served fixed;

  private static ByteBuffer row(String model) {
    return Load.post(
        "/v2/models/" + model + "/infer",
        "",
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,8],\"datatype\":\"FP32\",\"data\":[0.1,-0.2,0.3,-0.4,0.5,-0.6,0.7,-0.8]}]}"
            .getBytes(StandardCharsets.US_ASCII));
  }

  RestLoad(Served door, Served fixed) {
    this.door = door;
    this.fixed = fixed;
  }

  /** Memory is compared after a tenth of the time at full load, and after all of it. */
  List<Figure> measure(Duration time) {
    Duration brief = time.dividedBy(4);
    Duration beside = brief.compareTo(LONGEST_YARDSTICK) < 0 ? brief : LONGEST_YARDSTICK;
    new Load(fixed.port(), CONNECTIONS, SMALL).run(beside); // until it is compiled
    new Load(door.port(), CONNECTIONS, SMALL).run(beside);
    Load.Outcome yardstick = new Load(fixed.port(), CONNECTIONS, SMALL).run(beside);
    Load.Outcome ours = new Load(door.port(), CONNECTIONS, SMALL).run(time.dividedBy(10));
    double before = door.meter().residentMegabytes();
    Load.Outcome again =
        new Load(door.port(), CONNECTIONS, SMALL).run(time.minus(time.dividedBy(10)));
    double after = door.meter().residentMegabytes();
    Load.Outcome second = new Load(fixed.port(), CONNECTIONS, SMALL).run(beside);
    double bare = BareLoop.callsPerSecond(beside);
    double rate = (ours.answered() + again.answered()) / (ours.seconds() + again.seconds());
    double most = (yardstick.rate() + second.rate()) / 2;
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.atLeast(
            10_000, "oip_rps", rate, most, "8 -> 16 -> 1 in JSON, 8 connections | a fixed answer"));
    figures.add(
        Figure.atLeast(
            0.4,
            "oip_share",
            rate / most,
            rate / bare,
            "of the fixed answer's rate | of a bare loop"));
    figures.add(
        Figure.atMost(
            5,
            "oip_p99_ms",
            Math.max(ours.p99Millis(), again.p99Millis()),
            yardstick.p99Millis(),
            "the slower of two runs | a fixed answer"));
    figures.add(
        Figure.atMost(
            1.1,
            "flat_memory",
            after / before,
            after,
            "resident memory after the load, over that after a tenth of it | MB"));
    figures.add(binary(beside));
    figures.addAll(crowd(beside));
    return figures;
  }

  private Figure binary(Duration time) {
    String json =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,%d],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":%d}}],\"outputs\":[{\"name\":\"y\",\"parameters\":{\"binary_data\":true}}]}"
            .formatted(MEGABYTE / Float.BYTES, MEGABYTE);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json.getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(new byte[MEGABYTE]);
    String header = "Inference-Header-Content-Length: " + json.length() + "\r\n";
    ByteBuffer request = Load.post("/v2/models/negative/infer", header, body.toByteArray());
    new Load(door.port(), 4, request).run(time.dividedBy(4));
    Load.Outcome outcome = new Load(door.port(), 4, request).run(time);
    return Figure.atLeast(
        400,
        "binary_mb_per_s",
        outcome.rate() * MEGABYTE / 1e6,
        outcome.p99Millis(),
        "tensors of 1 MB in as bytes, and as many out, 4 connections | p99, ms");
  }

  /**
   * Three times as many calls as it can carry of a model that calls wait for: what is not taken is
   * refused, and soon. Of one that they do not wait for, as many as come.
   */
  private List<Figure> crowd(Duration time) {
    Load.Outcome small = new Load(door.port(), CROWD, SMALL).run(time);
    new Load(door.port(), CONNECTIONS, SLOW).run(time);
    double carried = new Load(door.port(), WAITING, SLOW).run(time).rate();
    Load.Outcome yardstick = new Load(fixed.port(), CROWD, SLOW, OVER * carried).run(time);
    Load.Outcome over = new Load(door.port(), CROWD, SLOW, OVER * carried).run(time);
    return List.of(
        Figure.atMost(
            0,
            "overload_failed",
            small.failed() + over.failed(),
            small.answered() + over.answered(),
            "calls of 400 connections that failed without being refused | answered"),
        Figure.atLeast(
            1,
            "overload_refused",
            over.refused(),
            over.rate() / carried,
            "calls refused of 3 times as many as it can carry | answered, of those"),
        Figure.atMost(
            5,
            "refusal_p99_ms",
            over.refusals().getValueAtPercentile(99) / 1e6,
            yardstick.p99Millis(),
            "from a call's being sent to its refusal | to a fixed answer, sent as many, p99"));
  }
}
