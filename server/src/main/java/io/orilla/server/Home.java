package io.orilla.server;

import io.orilla.lake.inbox.Inbox;
import io.orilla.server.document.Documents;
import io.orilla.server.fleet.Fleet;
import io.orilla.server.fleet.NodeReports;
import io.orilla.server.http.Resource;
import io.orilla.server.overview.Intake;
import io.orilla.server.overview.LiveEvents;
import io.orilla.server.overview.LiveStream;
import io.orilla.server.overview.OverviewResource;
import io.orilla.server.overview.Overviews;
import io.orilla.server.overview.StoredFacts;
import io.orilla.server.prediction.LiveAssets;
import java.time.Clock;

/** The server's part behind the home page, put together: the overview and its stream. */
final class Home implements AutoCloseable {
  private final LiveStream stream;
  private final OverviewResource resource;

  Home(
      Inbox inbox,
      Documents documents,
      Fleet fleet,
      NodeReports reports,
      LiveAssets live,
      StoredFacts facts,
      Clock clock) {
    Intake intake = new Intake(clock);
    LiveEvents events = new LiveEvents();
    inbox.onAccepted(intake::accepted);
    inbox.onAccepted(events::accepted);
    live.onPrediction(intake::predicted);
    live.onPrediction(events::predicted);
    Overviews overviews = new Overviews(documents, fleet, reports, live, intake, facts, clock);
    stream = new LiveStream(overviews, events, clock);
    resource = new OverviewResource(overviews, stream);
  }

  Resource resource() {
    return resource;
  }

  /** Lets the stream's clients go. */
  @Override
  public void close() {
    stream.close();
  }
}
