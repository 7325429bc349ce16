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
  private static final int MEGABYTE = 1 << 20;
  private static final ByteBuffer SMALL =
      Load.post(
          "/v2/models/small/infer",
          "",
          "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,8],\"datatype\":\"FP32\",\"data\":[0.1,-0.2,0.3,-0.4,0.5,-0.6,0.7,-0.8]}]}"
              .getBytes(StandardCharsets.US_ASCII));

  private final Served door;
  private final Served fixed;

  RestLoad(Served door, Served fixed) {
    this.door = door;
    this.fixed = fixed;
  }

  List<Figure> measure(Duration time) {
    new Load(fixed.port(), CONNECTIONS, SMALL).run(time.dividedBy(4)); // until it is compiled
    new Load(door.port(), CONNECTIONS, SMALL).run(time.dividedBy(4));
    Load.Outcome yardstick = new Load(fixed.port(), CONNECTIONS, SMALL).run(time.dividedBy(2));
    Load.Outcome ours = new Load(door.port(), CONNECTIONS, SMALL).run(time.dividedBy(2));
    double before = door.meter().residentMegabytes();
    Load.Outcome second = new Load(fixed.port(), CONNECTIONS, SMALL).run(time.dividedBy(2));
    Load.Outcome again = new Load(door.port(), CONNECTIONS, SMALL).run(time.dividedBy(2));
    double after = door.meter().residentMegabytes();
    double bare = BareLoop.callsPerSecond(time.dividedBy(4));
    double rate = (ours.rate() + again.rate()) / 2;
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
            "resident memory after the second half of the load, over that after the first | MB"));
    figures.add(binary(time.dividedBy(2)));
    figures.addAll(crowd(time.dividedBy(2), rate));
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

  /** Far more than wait at once: what is not taken is refused, and soon. */
  private List<Figure> crowd(Duration time, double rate) {
    Load.Outcome outcome = new Load(door.port(), CROWD, SMALL).run(time);
    return List.of(
        Figure.atMost(
            0,
            "overload_failed",
            outcome.failed(),
            outcome.refused(),
            "calls of 400 connections that failed without being refused | refused"),
        Figure.atMost(
            5,
            "refusal_p99_ms",
            outcome.refusals().getValueAtPercentile(99) / 1e6,
            outcome.rate() / rate,
            "until a refusal is there | what is answered meanwhile, of the rate above"));
  }
}
