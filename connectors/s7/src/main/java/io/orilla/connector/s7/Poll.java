package io.orilla.connector.s7;

import io.orilla.connector.s7.Session.Answer;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Micros;
import io.orilla.model.signal.Sample;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads all points again and again. What a controller refuses is asked for by halves, until it is
 * known which points it does not have; those are asked for again after a while.
 */
final class Poll {
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Session session;
  private final SampleListener listener;
  private final InstantSource clock;
  private final Pace pace;
  private final Map<Span, Long> refused = new HashMap<>();
  private List<Span> spans;

  Poll(
      List<Point> points,
      Session session,
      Pace pace,
      SampleListener listener,
      InstantSource clock) {
    this.session = session;
    this.pace = pace;
    this.listener = listener;
    this.clock = clock;
    this.spans = ReadPlan.spans(points, session.pdu());
  }

  void readAll() throws IOException {
    List<Span> known = new ArrayList<>(spans.size());
    List<Span> open = new ArrayList<>(spans.size());
    spans.forEach(span -> (isResting(span) ? known : open).add(span));
    List<Span> asked = open;
    while (!asked.isEmpty()) {
      asked = read(asked, known);
    }
    spans = known;
  }

  private boolean isResting(Span span) {
    Long since = refused.get(span);
    return since != null && System.nanoTime() - since < AGAIN.toNanos();
  }

  /** Those that are to be asked for anew, by halves. */
  private List<Span> read(List<Span> asked, List<Span> known) throws IOException {
    List<Span> halves = new ArrayList<>();
    for (List<Span> together : ReadPlan.requests(asked, session.pdu())) {
      pace.await();
      List<Answer> answers = session.read(together);
      List<Sample> samples = new ArrayList<>();
      long now = Micros.of(clock.instant());
      for (int index = 0; index < together.size(); index++) {
        Span span = together.get(index);
        switch (answers.get(index)) {
          case Answer.Bytes(byte[] bytes) -> {
            refused.remove(span);
            known.add(span);
            span.points().forEach(point -> samples.add(sample(point, bytes, span, now)));
          }
          case Answer.Refusal(int code) when span.isOne() -> {
            known.add(span);
            refuse(span, code);
          }
          case Answer.Refusal refusal -> halves.addAll(span.halves());
        }
      }
      if (samples.isEmpty()) {
        listener.heard();
      } else {
        listener.received(samples);
      }
    }
    return halves;
  }

  private static Sample sample(Point point, byte[] bytes, Span span, long now) {
    return new Sample(point.signal(), now, now, point.value(bytes, span.from()), 0);
  }

  private void refuse(Span span, int code) {
    refused.put(span, System.nanoTime());
    String reason =
        "the controller answers %s with 0x%02X: %s"
            .formatted(span.text(), code, meaning(span, code));
    span.points().forEach(point -> listener.refused(point.signal(), reason));
  }

  /** The codes say little; of a data block it is mostly its attribute. */
  private static String meaning(Span span, int code) {
    String said =
        switch (code) {
          case 0x01 -> "hardware error";
          case 0x03 -> "access is not allowed";
          case 0x05 -> "there is no such address";
          case 0x06, 0x07 -> "it has another type";
          case 0x0A -> "there is no such object";
          default -> "see its manual";
        };
    return span.area() == Area.DATA_BLOCK
        ? said
            + "; if the block is there, it is optimised: take 'Optimized block access' out of its attributes, and load it anew"
        : said;
  }
}
