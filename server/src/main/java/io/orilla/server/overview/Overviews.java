package io.orilla.server.overview;

import io.orilla.model.document.StudySpec;
import io.orilla.model.document.WorkflowSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.server.alarm.Alarm;
import io.orilla.server.document.Declarations;
import io.orilla.server.document.Declared;
import io.orilla.server.document.Documents;
import io.orilla.server.fleet.Fleet;
import io.orilla.server.fleet.NodeReport;
import io.orilla.server.fleet.NodeReports;
import io.orilla.server.overview.StoredFacts.Facts;
import io.orilla.server.prediction.LiveAssets;
import io.orilla.server.record.Verdict;
import io.orilla.server.registry.ModelVersion;
import io.orilla.server.task.Task;
import io.orilla.server.task.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the overview together from what each noun knows. What stands on disk is read every two
 * seconds at most. Thread-safe.
 */
public final class Overviews {
  private static final Duration DISK = Duration.ofSeconds(2);

  private final Documents documents;
  private final NodeReports reports;
  private final Plant plant;
  private final LiveAssets live;
  private final Intake intake;
  private final Cached<Facts> facts;
  private final InstantSource clock;

  public Overviews(
      Documents documents,
      Fleet fleet,
      NodeReports reports,
      LiveAssets live,
      Intake intake,
      StoredFacts stored,
      InstantSource clock) {
    this.documents = documents;
    this.reports = reports;
    this.plant = new Plant(documents, fleet, live);
    this.live = live;
    this.intake = intake;
    this.facts = new Cached<>(stored::read, DISK, clock);
    this.clock = clock;
  }

  /** As known now. */
  public Overview now() {
    Instant now = clock.instant();
    Facts known = facts.value();
    Declarations declared = documents.current();
    List<NodeReport> nodes = reports.all();
    List<Alarm> alarms = plant.alarms(nodes);
    List<Overview.AssetScores> assets = assets(known);
    return new Overview(
        now,
        plant.nodes(nodes, alarms, now),
        Plant.journal(nodes),
        dataEngineering(declared, known.prepare().newest()),
        dataScience(declared, known.tune()),
        stages(new Scene(declared, nodes, known, assets, aboveTheirLimit(alarms), now)),
        known.tables(),
        assets,
        alarms);
  }

  private static int aboveTheirLimit(List<Alarm> alarms) {
    return (int)
        alarms.stream()
            .filter(alarm -> alarm.prediction().isPresent())
            .map(Alarm::asset)
            .distinct()
            .count();
  }

  private record Scene(
      Declarations declared,
      List<NodeReport> nodes,
      Facts known,
      List<Overview.AssetScores> assets,
      int alarms,
      Instant now) {}

  private Map<String, Stage> stages(Scene scene) {
    Declarations declared = scene.declared();
    Optional<Task> prepared = scene.known().prepare().done();
    Map<String, Stage> stages = new TreeMap<>();
    stages.put("ingestion", DataStages.ingestion(declared, scene.nodes(), intake, scene.now()));
    stages.put("clean", DataStages.clean(declared, prepared));
    stages.put("validate", DataStages.validate(declared, prepared));
    stages.put("transform", DataStages.transform(declared, prepared));
    stages.put("label", DataStages.label(declared));
    stages.put("experiment", TrainingStages.experiment(scene.known().runs()));
    stages.put("tune", TrainingStages.tune(declared, scene.known().tune().done()));
    stages.put("models", TrainingStages.models(scene.known().models()));
    stages.put("deploy", DeploymentStages.deploy(declared, scene.nodes(), scene.now()));
    stages.put(
        "prediction",
        DeploymentStages.prediction(intake, scene.assets().size(), scene.alarms(), scene.now()));
    stages.put("log", DeploymentStages.log(scene.nodes()));
    return stages;
  }

  private static Overview.DataEngineering dataEngineering(
      Declarations declared, Optional<Task> task) {
    Optional<String> declaredName =
        declared.all(WorkflowSpec.class).stream().map(Overviews::name).findFirst();
    return new Overview.DataEngineering(
        task.map(Task::subject).or(() -> declaredName), task.map(Task::withoutResult));
  }

  private static Overview.DataScience dataScience(Declarations declared, StoredFacts.Work tune) {
    Optional<String> declaredName =
        declared.all(StudySpec.class).stream().map(Overviews::name).findFirst();
    return new Overview.DataScience(
        tune.newest().map(Task::subject).or(() -> declaredName),
        tune.newest().map(Task::withoutResult),
        tune.done().flatMap(Task::result).map(TaskResult::trials).map(List::size));
  }

  private static String name(Declared<?> declared) {
    return declared.name().text();
  }

  private List<Overview.AssetScores> assets(Facts known) {
    return live.assets().stream().map(asset -> scores(asset, live.recent(asset), known)).toList();
  }

  private static Overview.AssetScores scores(AssetName asset, List<Verdict> recent, Facts known) {
    Verdict newest = recent.getLast();
    List<Verdict> decided =
        recent.stream().filter(verdict -> !Double.isNaN(verdict.score())).toList();
    Optional<ModelVersion> version = known.version(newest.model());
    return new Overview.AssetScores(
        asset,
        newest.node(),
        version.map(ModelVersion::model),
        version.map(ModelVersion::version),
        decided.stream().map(Verdict::time).toList(),
        decided.stream().map(Verdict::score).toList());
  }
}
