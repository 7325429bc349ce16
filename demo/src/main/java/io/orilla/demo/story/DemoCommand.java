package io.orilla.demo.story;

import io.orilla.client.OrillaClient;
import io.orilla.demo.plant.RecordingsOption;
import io.orilla.demo.site.HomeOption;
import io.orilla.demo.site.Site;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orilla demo}. */
@Command(
    name = "demo",
    description =
        "Run the whole loop on this machine: a plant, a server, two nodes; runs until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--once",
      description = "leave when the loop has closed; exit code 0 only if every step did its work")
  private boolean once;

  @Mixin private RecordingsOption data = new RecordingsOption();

  @Option(names = "--report", paramLabel = "FILE", description = "write what was measured as JSON")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "of console and API (default: ${DEFAULT-VALUE}; 0: a free one)",
      defaultValue = "8420")
  private int port = 8420;

  @Mixin private HomeOption home = new HomeOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Path> recordings = data.valves();
    Path folder = home.open("orilla-demo-");
    Steps steps = new Steps(System.out, System.console() != null && System.console().isTerminal());
    Site site = Site.open(folder);
    Thread hook = new Thread(site::close, "end-of-demo");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      int exitCode = run(site, steps, recordings);
      site.close();
      if (exitCode == 0) {
        home.discard(folder);
      }
      return exitCode;
    } finally {
      site.close();
    }
  }

  private int run(Site site, Steps steps, Optional<Path> recordings)
      throws IOException, InterruptedException {
    int rows = once ? Demo.ALL_ROWS : Demo.ROWS_BEFORE_THE_AUDIENCE;
    Demo demo = new Demo(site, steps, recordings, rows);
    try (OrillaClient client = demo.start(port)) {
      Loop loop = new Loop(site, client);
      demo.close(loop);
      Report outcome = new Accounts(site, client, loop, steps, demo).run();
      write(outcome);
      steps.say(Summary.of(outcome));
      if (!once) {
        site.plant().pace(Demo.PACE_FOR_THE_AUDIENCE);
        steps.say(
            "Console: "
                + client.server()
                + "   files: "
                + site.home()
                + "   the plant plays on; Ctrl-C ends everything");
        new CountDownLatch(1).await();
      }
      return outcome.ok() ? 0 : 1;
    } catch (OrillaException | IllegalStateException e) {
      steps.say("The loop did not close; what was written is in " + site.home() + "/logs");
      return 1;
    }
  }

  private void write(Report outcome) throws IOException {
    if (report.isPresent()) {
      Files.writeString(
          report.get(),
          Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(outcome) + "\n");
    }
  }
}
