package io.orilla.model.bundle;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A graph that is only asked, as it travels: manifest, config, the graph, and the files in which
 * its weights lie where they are not in the graph. Format: {@code docs/format/bundle.md}.
 */
public record GraphBundle(Digest digest, Manifest manifest, GraphConfig config) {
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  /**
   * A file of external data, in the store already.
   *
   * @param name by which the graph calls it: no folder, of letters, digits and {@code . _ -}
   */
  public record DataFile(String name, Digest digest, long size) {
    public DataFile {
      requireName(name);
    }
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT for a name that could lead elsewhere
   */
  public static String requireName(String name) {
    if (!FILE.matcher(name).matches()) {
      throw OrillaException.invalid(
          "'%s' is no name of a model's file: up to 128 letters, digits and . _ - without a folder"
              .formatted(name));
    }
    return name;
  }

  /** Makes a bundle of a graph that is in the store; the same graph has the same digest. */
  public static GraphBundle write(
      BlobStore store, GraphConfig config, Digest graph, long size, List<DataFile> files) {
    byte[] json = Json.bytes(config);
    List<Manifest.Descriptor> layers = new ArrayList<>();
    layers.add(new Manifest.Descriptor(Manifest.ONNX, graph, size));
    for (DataFile file : files) {
      layers.add(
          new Manifest.Descriptor(
              Manifest.EXTERNAL_DATA,
              file.digest(),
              file.size(),
              Map.of(Manifest.TITLE, file.name())));
    }
    Manifest manifest =
        new Manifest(
            2,
            Manifest.MEDIA_TYPE,
            Manifest.GRAPH_BUNDLE,
            new Manifest.Descriptor(Manifest.GRAPH_CONFIG, store.write(json), json.length),
            layers,
            Map.of(Manifest.TITLE, config.model().text()));
    return new GraphBundle(store.write(Json.bytes(manifest)), manifest, config);
  }

  /** Whether a bundle in the store is one. */
  public static boolean isAt(BlobStore store, Digest digest) {
    Manifest manifest = Json.read(store.read(digest), Manifest.class);
    return Manifest.GRAPH_BUNDLE.equals(manifest.artifactType());
  }

  /**
   * @throws OrillaException DOES_NOT_EXIST when a blob is missing, INVALID_FORMAT when it is none
   */
  public static GraphBundle read(BlobStore store, Digest digest) {
    Manifest manifest = Json.read(store.read(digest), Manifest.class);
    if (!Manifest.GRAPH_BUNDLE.equals(manifest.artifactType())) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "bundle " + digest + " is no graph bundle but '" + manifest.artifactType() + "'");
    }
    GraphConfig config = Json.read(store.read(manifest.config().digest()), GraphConfig.class);
    return new GraphBundle(digest, manifest, config);
  }
}
