package io.orilla.server;

import io.orilla.lake.appender.Appender;
import io.orilla.lake.inbox.Inbox;
import io.orilla.lake.table.Lake;
import io.orilla.server.alarm.AlarmLog;
import io.orilla.server.alarm.AlarmResource;
import io.orilla.server.desired.DesiredStates;
import io.orilla.server.document.Documents;
import io.orilla.server.fleet.LaneReports;
import io.orilla.server.http.Resource;
import io.orilla.server.lineage.LineageResource;
import io.orilla.server.monitor.MonitorResource;
import io.orilla.server.node.Nodes;
import io.orilla.server.prediction.LiveAssets;
import io.orilla.server.prediction.PredictionResource;
import io.orilla.server.prediction.SeriesResource;
import io.orilla.server.record.Delivered;
import io.orilla.server.record.EventLog;
import io.orilla.server.record.PredictionLog;
import io.orilla.server.record.SampleLog;
import io.orilla.server.registry.ModelRegistry;
import java.util.List;

/** The server's part from delivered records to what people see of them, put together. */
final class Watching {
  private final PredictionLog predictions;
  private final LiveAssets live = new LiveAssets();
  private final List<Resource> resources;

  Watching(
      Lake lake,
      Inbox inbox,
      Appender appender,
      Documents documents,
      ModelRegistry registry,
      DesiredStates states,
      Nodes nodes) {
    Delivered delivered = new Delivered(lake, appender);
    predictions = new PredictionLog(delivered);
    EventLog events = new EventLog(delivered);
    SampleLog samples = new SampleLog(delivered);
    inbox.onAccepted(live::accepted);
    live.recall(predictions);
    resources =
        List.of(
            new PredictionResource(predictions),
            new SeriesResource(samples, predictions, events, documents, registry),
            new AlarmResource(new AlarmLog(events)),
            new LineageResource(predictions, states, registry, lake),
            new MonitorResource(
                predictions, events, registry, documents, nodes, new LaneReports(inbox)));
  }

  List<Resource> resources() {
    return resources;
  }

  PredictionLog predictions() {
    return predictions;
  }

  LiveAssets live() {
    return live;
  }
}
