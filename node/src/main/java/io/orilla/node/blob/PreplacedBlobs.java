package io.orilla.node.blob;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.content.Digest;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.Note;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Blobs that came on a stick, perhaps before the desired state that names them: they stay for a
 * while, reached or not. Thread-safe.
 */
public final class PreplacedBlobs {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private final BlobStore blobs;
  private final Note<Register> note;
  private final BlobSettings settings;
  private final InstantSource clock;

  private record Brought(Digest blob, Instant at) {}

  private record Register(List<Brought> brought) {}

  /**
   * What became of a folder's blobs.
   *
   * @param taken are in the store now, also those that were before
   * @param wrong names of files whose content is not what their name says
   */
  public record Imported(List<Digest> taken, List<String> wrong) {}

  public PreplacedBlobs(
      BlobStore blobs, Documents documents, BlobSettings settings, InstantSource clock) {
    this.blobs = blobs;
    this.note = documents.note("blobs/preplaced", Register.class, "which blobs came on a stick");
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Copies all blobs of an OCI image layout, each verified on its way.
   *
   * @throws OrillaException DOES_NOT_EXIST when the folder is no layout
   */
  public synchronized Imported bring(Path layout) {
    List<Path> files = files(layout.resolve("blobs").resolve("sha256"));
    register(files.stream().map(PreplacedBlobs::digest).toList());
    List<Digest> taken = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Path file : files) {
      if (isTaken(file)) {
        taken.add(digest(file));
      } else {
        wrong.add(file.getFileName().toString());
      }
    }
    return new Imported(taken, wrong);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> HEX.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.DOES_NOT_EXIST,
          folder + " cannot be read: give the folder of an OCI image layout, which holds 'blobs'",
          e);
    }
  }

  private static Digest digest(Path file) {
    return new Digest("sha256:" + file.getFileName());
  }

  private boolean isTaken(Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      blobs.write(digest(file), content);
      return true;
    } catch (OrillaException e) {
      if (e.code() == ErrorCode.DIGEST_MISMATCH) {
        return false;
      }
      throw e;
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Before they come, so that no collection takes them in between. */
  private void register(List<Digest> digests) {
    List<Brought> brought = new ArrayList<>(kept());
    brought.removeIf(one -> digests.contains(one.blob()));
    digests.forEach(digest -> brought.add(new Brought(digest, clock.instant())));
    note.writeOrFail(new Register(brought));
  }

  private List<Brought> kept() {
    Instant oldest = clock.instant().minus(settings.preplaced());
    return note.read().stream()
        .flatMap(all -> all.brought().stream())
        .filter(one -> one.at().isAfter(oldest))
        .toList();
  }

  /** Those that stay for now. */
  synchronized List<Digest> all() {
    return kept().stream().map(Brought::blob).toList();
  }
}
