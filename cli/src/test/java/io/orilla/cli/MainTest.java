package io.orilla.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();

  /** A wrong file name is no bug of ours: no stack trace. */
  @Test
  void aFileThatIsNotThereIsNamedInOneLine() {
    Path file = folder.resolve("source.yaml");
    assertThat(run("apply", file.toString())).isEqualTo(1);
    assertThat(errors).hasToString("orilla: " + file + " is not there" + System.lineSeparator());
  }

  @Test
  void aKindThatIsMisspeltIsAnsweredByTheNearest() {
    assertThat(run("get", "modles")).isEqualTo(1);
    assertThat(errors.toString()).contains("there are no 'modles'", "models");
  }

  @Test
  void eachCommandTellsTheVersion() {
    StringWriter told = new StringWriter();
    Main.commandLine().setOut(new PrintWriter(told, true)).execute("access", "grant", "-V");
    assertThat(told.toString()).startsWith("orilla ");
  }

  private int run(String... arguments) {
    return Main.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
  }
}
