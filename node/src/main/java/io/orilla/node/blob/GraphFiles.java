package io.orilla.node.blob;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.GraphBundle;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the runtime finds a bundle's graph: the blob itself; where its weights lie in files of
 * their own, a folder with all of them by the names that the graph knows, {@code graphs/<hex>}.
 */
public final class GraphFiles {
  private static final String GRAPH = "model.onnx";

  private final BlobStore blobs;
  private final Path folders;

  /**
   * @param home folder of the store
   */
  public GraphFiles(Path home, BlobStore blobs) {
    this.blobs = blobs;
    this.folders = home.resolve("graphs");
  }

  /** The file to load, of a bundle whose blobs are all in the store. */
  public Path graph(Digest bundle) {
    List<Manifest.Descriptor> layers = Json.read(blobs.read(bundle), Manifest.class).layers();
    Digest graph = layers.getFirst().digest();
    if (layers.size() == 1) {
      return blobs.path(graph);
    }
    try {
      Path folder = Files.createDirectories(folders.resolve(bundle.hex()));
      for (Manifest.Descriptor file : layers.subList(1, layers.size())) {
        String name = GraphBundle.requireName(file.annotations().getOrDefault(Manifest.TITLE, ""));
        link(folder.resolve(name), blobs.path(file.digest()));
      }
      return link(folder.resolve(GRAPH), blobs.path(graph));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Anew each time, as a blob that was damaged is another file now. */
  private static Path link(Path name, Path blob) throws IOException {
    Files.deleteIfExists(name);
    try {
      return Files.createLink(name, blob);
    } catch (UnsupportedOperationException e) {
      return Files.copy(blob, name);
    }
  }

  /** Removes the folders of all others. */
  public void keepOnly(Collection<Digest> bundles) {
    if (!Files.isDirectory(folders)) {
      return;
    }
    Set<String> wanted = bundles.stream().map(Digest::hex).collect(Collectors.toSet());
    try (Stream<Path> all = Files.list(folders)) {
      for (Path folder :
          all.filter(one -> !wanted.contains(one.getFileName().toString())).toList()) {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
