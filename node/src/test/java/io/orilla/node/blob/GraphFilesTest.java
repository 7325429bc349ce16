package io.orilla.node.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.node.testbed.AskedGraphs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GraphFilesTest {
  @TempDir Path home;

  /** The graph names its file; a blob that was damaged and came again is another file. */
  @Test
  void weightsLieBesideTheGraphByTheirName() throws Exception {
    BlobStore blobs = new BlobStore(home);
    GraphFiles graphs = new GraphFiles(home, blobs);
    Digest bundle = AskedGraphs.sumWithExternalData(blobs);
    Path weights = graphs.graph(bundle).resolveSibling("weights.bin");
    byte[] content = Files.readAllBytes(weights);
    assertThat(content).hasSize(8);
    Manifest manifest = Json.read(blobs.read(bundle), Manifest.class);
    Digest blob = ModelBundle.blobs(manifest).getLast().digest();
    Files.write(blobs.path(blob), new byte[8]);
    blobs.delete(blob);
    blobs.write(content);
    graphs.graph(bundle);
    assertThat(weights).hasBinaryContent(content);
    graphs.keepOnly(List.of(bundle));
    assertThat(weights).exists();
    graphs.keepOnly(List.of());
    assertThat(weights.getParent()).doesNotExist();
  }
}
