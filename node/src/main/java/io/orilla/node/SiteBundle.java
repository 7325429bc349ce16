package io.orilla.node;

import io.orilla.model.content.Json;
import io.orilla.model.desired.SignedState;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.blob.PreplacedBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that brings a node's desired state and its blobs: {@code docs/format/site-bundle.md}.
 */
final class SiteBundle {
  private final Path folder;

  SiteBundle(Path folder) {
    this.folder = folder;
  }

  SignedState state() {
    Path file = folder.resolve("desired.json");
    try {
      return Json.read(Files.readAllBytes(file), SignedState.class);
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.DOES_NOT_EXIST,
          "cannot read " + file + ": write the folder with 'orilla bundle NODE -o DIR'",
          e);
    }
  }

  /**
   * Copies the blobs.
   *
   * @return how many there are
   * @throws OrillaException DIGEST_MISMATCH when some are damaged; the others are taken
   */
  int bring(PreplacedBlobs store) {
    if (!Files.isDirectory(folder.resolve("blobs"))) {
      return 0;
    }
    PreplacedBlobs.Imported imported = store.bring(folder);
    if (!imported.wrong().isEmpty()) {
      throw new OrillaException(
          ErrorCode.DIGEST_MISMATCH,
          "damaged on the way: " + imported.wrong() + "; write the folder anew");
    }
    return imported.taken().size();
  }
}
