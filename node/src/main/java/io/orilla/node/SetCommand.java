package io.orilla.node;

import io.orilla.node.config.SettingsFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla node set KEY=VALUE}. */
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    description = "Change settings of the agent; it takes them when it starts the next time.")
final class SetCommand implements Callable<Integer> {
  @Mixin private HomeOption home = new HomeOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "KEY=VALUE",
      description = "as commands.allowReboot=true; values are YAML")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    NodeSettings.file(home.path()).set(changes);
    command
        .commandLine()
        .getOut()
        .println(
            home.path().resolve(SettingsFile.NAME)
                + " is written; restart the agent to take it: orilla restart agent NODE, or systemctl restart orilla-node");
    return 0;
  }
}
