package io.orilla.lake.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files of tables that nothing names: what a kill left between the writing of a file and
 * its commit. Only for the start, before anybody writes.
 */
final class Orphans {
  private static final Logger log = LoggerFactory.getLogger(Orphans.class);

  private final TableCatalog catalog;

  Orphans(TableCatalog catalog) {
    this.catalog = catalog;
  }

  void remove() throws IOException {
    for (var name : catalog.tables()) {
      Table table = catalog.load(name);
      Set<Path> named = named(table);
      for (Path file : files(Path.of(table.location()))) {
        if (!named.contains(file)) {
          log.info("removing {}, which no snapshot of {} names", file, name);
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static Set<Path> named(Table table) throws IOException {
    Set<String> named = new HashSet<>();
    named.addAll(ReachableFileUtil.metadataFileLocations(table, false));
    Set<String> manifests = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      named.add(snapshot.manifestListLocation());
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (manifests.add(manifest.path())) {
          addDataFiles(table, manifest, named);
        }
      }
    }
    named.addAll(manifests);
    Set<Path> paths = new HashSet<>();
    named.forEach(location -> paths.add(Path.of(location)));
    return paths;
  }

  private static void addDataFiles(Table table, ManifestFile manifest, Set<String> named)
      throws IOException {
    try (CloseableIterable<String> paths =
        ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
      paths.forEach(named::add);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Removes all that is in the folder, and makes it where it is not there. */
  static void emptyFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> content;
    try (Stream<Path> files = Files.walk(folder)) {
      content =
          files.filter(file -> !file.equals(folder)).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : content) {
      Files.deleteIfExists(file);
    }
  }
}
