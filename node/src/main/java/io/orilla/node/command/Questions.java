package io.orilla.node.command;

import io.orilla.model.command.Action;
import io.orilla.model.command.ProbeReport;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.node.command.Performer.Outcome;
import io.orilla.node.probe.PeerBrowser;
import io.orilla.node.probe.SourceProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Answers what people ask of the plant. Each answer is lines of JSON; one that went wrong ends with
 * {@code {"problem": {"code", "message"}}}, which comes sooner than the event that says so.
 */
public final class Questions {
  /** Whose answer nobody reads any more is to end soon: a peer may have room for few. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final SourceProbe probe;
  private final PeerBrowser browser;

  private record Refusal(Problem problem) {}

  public Questions(SourceProbe probe, PeerBrowser browser) {
    this.probe = probe;
    this.browser = browser;
  }

  Outcome probe(Action.ProbeSource asked, Answer answer) throws InterruptedException {
    return told(
        answer,
        () -> {
          probe.run(asked, new Lines(answer));
          return Outcome.done("the probe is over");
        });
  }

  Outcome browse(Action.BrowseSource asked, Answer answer) throws InterruptedException {
    return told(
        answer,
        () -> {
          var found = browser.browse(asked);
          send(answer, found);
          return Outcome.done(found.found().size() + " found");
        });
  }

  private interface Question {
    Outcome ask() throws InterruptedException;
  }

  private static Outcome told(Answer answer, Question question) throws InterruptedException {
    try {
      return question.ask();
    } catch (OrillaException e) {
      send(answer, new Refusal(new Problem(e.code(), e.text())));
      return Outcome.failed(e.text());
    }
  }

  private static void send(Answer answer, Object line) throws InterruptedException {
    answer.send((Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private record Lines(Answer answer) implements SourceProbe.Reports {
    @Override
    public void send(ProbeReport report) throws InterruptedException {
      Questions.send(answer, report);
    }

    @Override
    public boolean isWanted() throws InterruptedException {
      answer.askWhenQuiet(QUIET);
      return answer.isWanted();
    }
  }
}
