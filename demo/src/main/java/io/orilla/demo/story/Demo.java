package io.orilla.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.client.OrillaClient;
import io.orilla.client.Task;
import io.orilla.demo.site.Program;
import io.orilla.demo.site.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The story: from a machine's signals to a better model beside the machine, and every account
 * checked.
 */
final class Demo {
  private static final int ROWS_TO_TRAIN_ON = 480;
  private static final int ROWS_TO_TUNE_ON = 780;

  /** To the end of the recording. */
  static final int ALL_ROWS = Integer.MAX_VALUE;

  /** The plant plays on after them, in front of whoever opens the console. */
  static final int ROWS_BEFORE_THE_AUDIENCE = 1000;

  /** About a working day, at {@link #PACE_FOR_THE_AUDIENCE}. */
  private static final int ROWS_FOR_THE_AUDIENCE = 8 * 3600;

  /**
   * A row stands for 1.05 s, as some seconds are left out: so the plant keeps pace with the clock.
   */
  static final double PACE_FOR_THE_AUDIENCE = 0.95;

  /** How many predictions of each deployment are replayed, at least. */
  static final int REPLAYED_PER_MODEL = 100;

  private final Site site;
  private final Steps steps;
  private final Optional<Path> data;
  private final int rows;
  private final List<Deployed> deployed = new ArrayList<>();

  /**
   * @param data folder with recordings
   * @param rows how many rows of each recording are played before the accounts are checked
   */
  Demo(Site site, Steps steps, Optional<Path> data, int rows) {
    this.site = site;
    this.steps = steps;
    this.data = data;
    this.rows = rows;
  }

  /** What was put to work: the study that made it and what its task answered. */
  record Deployed(String study, Task task, Map<String, String> bundles) {}

  /** Starts plant and server; answers a client of the server. */
  OrillaClient start(int port) {
    steps.run(
        "plant",
        "Plant",
        progress -> {
          site.startPlant(data, Loop.firstRow(), forTheAudience());
          return "32 signals over OPC UA at "
              + site.plant().endpoint()
              + data.map(folder -> ", recorded machines").orElse(", a physical model");
        });
    steps.run(
        "server",
        "Server",
        progress -> {
          Program server = site.startServer(port);
          return "console and API at " + server.description().path("address").asText();
        });
    return site.client();
  }

  private String[] forTheAudience() {
    return rows == ALL_ROWS
        ? new String[0]
        : new String[] {"--rows", String.valueOf(ROWS_FOR_THE_AUDIENCE)};
  }

  /** Runs the loop once. */
  void close(Loop loop) {
    connect(loop);
    baseline(loop);
    improve(loop);
    finish(loop);
  }

  private void connect(Loop loop) {
    steps.run(
        "enrol",
        "Enrol two nodes",
        progress -> {
          loop.enrolNodes();
          return "hall-1 and hall-2 have their certificates";
        });
    steps.run(
        "declare",
        "Declare the sources",
        progress -> {
          loop.declare();
          loop.label();
          return "both nodes read their source";
        });
    steps.run(
        "collect",
        "Collect samples",
        progress -> {
          loop.play(ROWS_TO_TRAIN_ON, 60, progress);
          return site.plant().rowsServed() + " rows of each loop";
        });
  }

  private void baseline(Loop loop) {
    site.plant().pace(4);
    steps.run("prepare", "Prepare a dataset", progress -> prepared(loop.prepare("baseline")));
    steps.run(
        "baseline",
        "Train the baseline",
        progress -> {
          Task task = loop.study("baseline");
          deployed.add(new Deployed("baseline", task, Map.of()));
          return models(task);
        });
    steps.run("deploy", "Deploy it", progress -> deploy(loop));
    steps.run(
        "predict",
        "Predict at the edge",
        progress -> {
          loop.play(ROWS_TO_TUNE_ON, 25, progress);
          return site.plant().rowsServed() + " rows played, a prediction for each window";
        });
  }

  private void improve(Loop loop) {
    site.plant().pace(4);
    steps.run("prepare-again", "Prepare again", progress -> prepared(loop.prepare("tuning")));
    steps.run(
        "tune",
        "Train and tune",
        progress -> {
          Task task = loop.study("tuned");
          deployed.add(new Deployed("tuned", task, Map.of()));
          return task.result().path("trials").size() + " trials, " + models(task);
        });
    site.plant().pace(15);
    steps.run("swap", "Swap under load", progress -> deploy(loop));
    steps.run(
        "predict-again",
        "Predict with the winner",
        progress -> {
          loop.play(rows, 20, progress);
          site.plant().pace(0);
          return site.plant().rowsServed() + " rows played";
        });
  }

  private void finish(Loop loop) {
    steps.run(
        "deliver",
        "Deliver the journals",
        progress -> {
          loop.drain();
          return "nothing is pending";
        });
    steps.run("prepare-all", "Prepare everything", progress -> prepared(loop.prepare("final")));
  }

  private String deploy(Loop loop) {
    Deployed last = deployed.getLast();
    Map<String, String> bundles = loop.deploy(Loop.versions(last.task()));
    deployed.set(deployed.size() - 1, new Deployed(last.study(), last.task(), bundles));
    return bundles.size() + " assets have a champion";
  }

  private static String prepared(Task task) {
    JsonNode counts = task.result().path("counts");
    return counts.path("rows").asLong()
        + " rows from "
        + counts.path("samples").asLong()
        + " samples";
  }

  private static String models(Task task) {
    return task.result().path("models").size() + " models passed their parity gate";
  }

  List<Deployed> deployed() {
    return List.copyOf(deployed);
  }
}
