package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.LocalNode;
import io.orilla.demo.bench.fault.scene.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A byte of a blob is another one when the node starts the next time. */
record DamagedBlob() implements Fault {
  @Override
  public String strike(Scene scene) {
    LocalNode node = scene.far();
    node.stop();
    Path blob = damage(scene, node.home().resolve("blobs").resolve("sha256"));
    node.start();
    return "damaged " + blob.getFileName() + " on " + node.name();
  }

  private static Path damage(Scene scene, Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> blobs = files.sorted().toList();
      Path blob = blobs.get(scene.random().nextInt(blobs.size()));
      byte[] content = Files.readAllBytes(blob);
      content[scene.random().nextInt(content.length)] ^= 1;
      Files.write(blob, content);
      return blob;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
