package io.orilla.model.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Ordered;
import java.util.List;
import java.util.Map;

/** An OCI image manifest (image-spec 1.1): names the blobs of a bundle by digest. */
public record Manifest(
    int schemaVersion,
    String mediaType,
    String artifactType,
    Descriptor config,
    List<Descriptor> layers,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> annotations) {
  public static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";
  public static final String MODEL_BUNDLE = "application/vnd.orilla.model.v1";
  public static final String MODEL_CONFIG = "application/vnd.orilla.model.config.v1+json";
  public static final String GRAPH_BUNDLE = "application/vnd.orilla.graph.v1";
  public static final String GRAPH_CONFIG = "application/vnd.orilla.graph.config.v1+json";
  public static final String ONNX = "application/vnd.onnx";
  public static final String EXTERNAL_DATA = "application/octet-stream";

  /** Annotation of what is a file: its name. */
  public static final String TITLE = "org.opencontainers.image.title";

  public Manifest {
    layers = List.copyOf(layers);
    annotations = annotations == null ? Map.of() : Ordered.copy(annotations);
  }

  /** A blob by media type, digest and size in bytes. */
  public record Descriptor(
      String mediaType,
      Digest digest,
      long size,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> annotations) {
    public Descriptor {
      annotations = annotations == null ? Map.of() : Ordered.copy(annotations);
    }

    public Descriptor(String mediaType, Digest digest, long size) {
      this(mediaType, digest, size, Map.of());
    }
  }
}
