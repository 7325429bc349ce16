package io.orilla.model.bundle;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A model as it travels: manifest, config and graph in a {@link BlobStore}, addressed by the
 * manifest's digest. Format: {@code docs/format/bundle.md}.
 */
public record ModelBundle(Digest digest, Manifest manifest, ModelConfig config) {

  /** Puts a model into the store; the same model has the same digest. */
  public static ModelBundle write(BlobStore store, ModelConfig config, byte[] onnx) {
    Manifest manifest =
        new Manifest(
            2,
            Manifest.MEDIA_TYPE,
            Manifest.MODEL_BUNDLE,
            put(store, Manifest.MODEL_CONFIG, Json.bytes(config)),
            List.of(put(store, Manifest.ONNX, onnx)),
            Map.of(Manifest.TITLE, config.model().text()));
    return new ModelBundle(store.write(Json.bytes(manifest)), manifest, config);
  }

  private static Manifest.Descriptor put(BlobStore store, String mediaType, byte[] content) {
    return new Manifest.Descriptor(mediaType, store.write(content), content.length);
  }

  /**
   * Reads a bundle whose blobs are all in the store, and checks the digests of manifest and config.
   *
   * @throws OrillaException DOES_NOT_EXIST when a blob is missing, INVALID_FORMAT when it is no
   *     model
   */
  public static ModelBundle read(BlobStore store, Digest digest) {
    Manifest manifest = Json.read(store.read(digest), Manifest.class);
    if (!Manifest.MODEL_BUNDLE.equals(manifest.artifactType()) || manifest.layers().isEmpty()) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "bundle " + digest + " is no model bundle but '" + manifest.artifactType() + "'");
    }
    ModelConfig config = Json.read(store.read(manifest.config().digest()), ModelConfig.class);
    return new ModelBundle(digest, manifest, config);
  }

  /** The blobs a manifest names, its own not included. */
  public static List<Manifest.Descriptor> blobs(Manifest manifest) {
    return Stream.concat(Stream.of(manifest.config()), manifest.layers().stream()).toList();
  }

  public Digest graph() {
    return manifest.layers().getFirst().digest();
  }
}
