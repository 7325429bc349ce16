package io.orilla.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documents to declare, in YAML or JSON. */
final class DocumentFile {
  static final String DESCRIPTION = "YAML or JSON; '-' reads standard input";

  private DocumentFile() {}

  static String read(Path file) throws IOException {
    return file.toString().equals("-")
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : Files.readString(file);
  }
}
