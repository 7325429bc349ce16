package io.orilla.cli;

import io.orilla.client.OrillaClient;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla bundle NODE -o DIR}. */
@Command(
    name = "bundle",
    description = "Write what a node is to run into a folder, to be carried there by hand.",
    mixinStandardHelpOptions = true)
final class BundleCommand implements Callable<Integer> {
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(paramLabel = "NODE")
  private String node = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true)
  private Path folder = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Path zip = Files.createTempFile("orilla-bundle-", ".zip");
    try (OrillaClient client = server.connect()) {
      try (OutputStream into = Files.newOutputStream(zip)) {
        client.download("nodes/" + OrillaClient.encode(node) + "/bundle", into);
      }
      unpack(zip);
    } finally {
      Files.deleteIfExists(zip);
    }
    spec.commandLine()
        .getOut()
        .println(folder + " is written; at the node: orilla node apply DIR --home HOME");
    return 0;
  }

  private void unpack(Path zip) throws IOException {
    Path root = Files.createDirectories(folder).toRealPath();
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
          throw OrillaException.invalid(
              "the bundle names a file outside of it: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
