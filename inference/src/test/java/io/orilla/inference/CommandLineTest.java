package io.orilla.inference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  @TempDir Path folder;

  @Test
  void aCommandLineThatOnnxRuntimeWouldDieOfIsRefused() throws IOException {
    Path commandLine = Files.writeString(folder.resolve("cmdline"), "x".repeat(5_000));
    assertThatThrownBy(() -> CommandLine.require(commandLine))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("has 5000 bytes")
        .hasMessageContaining("CLASSPATH");
  }

  @Test
  void anyOtherIsFine() throws IOException {
    CommandLine.require(Files.writeString(folder.resolve("cmdline"), "java\0-cp\0lib/*\0Main"));
    CommandLine.require(folder.resolve("where there is none, as on other systems"));
  }
}
