package io.orilla.cli;

import io.orilla.client.NodeQuestion;
import io.orilla.client.OrillaClient;
import io.orilla.model.command.Action;
import io.orilla.model.command.BrowseAnswer;
import io.orilla.model.command.ProbeReport;
import io.orilla.model.content.DurationText;
import io.orilla.model.content.Json;
import io.orilla.model.document.DocumentReader;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla source test|browse FILE}: its node looks at it, and nothing is declared. */
@Command(
    name = "source",
    description = "Let a node look at a source before it is declared.",
    mixinStandardHelpOptions = true,
    subcommands = {SourceCommand.Test.class, SourceCommand.Browse.class})
final class SourceCommand {

  /** The source that is looked at. */
  static final class Looked {
    @Mixin private ServerOption server = new ServerOption();

    @Parameters(paramLabel = "FILE", description = "a Source; '-' reads standard input")
    private Path file = Path.of("-");

    OrillaClient connect() {
      return server.connect();
    }

    SourceSpec read() throws IOException {
      return DocumentReader.readAll(DocumentFile.read(file)).stream()
          .map(document -> document.spec() instanceof SourceSpec source ? source : null)
          .filter(source -> source != null)
          .findFirst()
          .orElseThrow(() -> OrillaException.invalid(file + " has no Source"));
    }
  }

  @Command(
      name = "test",
      description = "Connect and show what the signals say, or why they do not.",
      mixinStandardHelpOptions = true)
  static final class Test implements Callable<Integer> {
    @Mixin private Looked looked = new Looked();

    @Option(
        names = "--for",
        paramLabel = "DURATION",
        description = "how long at most (default: 5s)")
    private String duration = "5s";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      SourceSpec source = looked.read();
      ProbedSource probed = new ProbedSource(source);
      Action.ProbeSource question =
          new Action.ProbeSource(
              source.connector(),
              source.settings(),
              source.signals(),
              DurationText.parse(duration));
      try (OrillaClient client = looked.connect()) {
        NodeQuestion.ask(
            client,
            source.node().text(),
            question,
            line -> !probed.take(Json.read(Json.bytes(line), ProbeReport.class)));
      }
      probed.print(spec.commandLine().getOut());
      return probed.isWhole() ? 0 : 1;
    }
  }

  @Command(
      name = "browse",
      description = "Show what there is at a source's peer; its signals do not matter.",
      mixinStandardHelpOptions = true)
  static final class Browse implements Callable<Integer> {
    @Mixin private Looked looked = new Looked();

    @Option(names = "--where", paramLabel = "ADDRESS", description = "of what to look into")
    private String where = "";

    @Option(names = "--filter", paramLabel = "TEXT", description = "in the names, anywhere below")
    private String filter = "";

    @Option(names = "--limit", description = "what is shown at most (default: 200)")
    private int limit = 200;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      SourceSpec source = looked.read();
      Action.BrowseSource question =
          new Action.BrowseSource(source.connector(), source.settings(), where, filter, "", limit);
      try (OrillaClient client = looked.connect()) {
        NodeQuestion.ask(
            client,
            source.node().text(),
            question,
            line -> {
              print(Json.read(Json.bytes(line), BrowseAnswer.class));
              return false;
            });
      }
      return 0;
    }

    private void print(BrowseAnswer answer) {
      PrintWriter out = spec.commandLine().getOut();
      for (BrowseAnswer.Place place : answer.found()) {
        var found = place.found();
        String path = String.join(" / ", place.path()) + (place.path().isEmpty() ? "" : " / ");
        String more = found.children() ? " /" : "";
        out.printf(
            "%s  %s%s%s  %s %s%n",
            found.address(), path, found.name(), more, found.type(), found.unit());
      }
      if (!answer.next().isEmpty() || !answer.complete()) {
        out.println("… there is more: narrow it by --where or --filter, or raise --limit");
      }
    }
  }
}
