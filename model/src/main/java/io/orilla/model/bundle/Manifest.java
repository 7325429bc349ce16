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
  public static final String ONNX = "application/vnd.onnx";

  public Manifest {
    layers = List.copyOf(layers);
    annotations = annotations == null ? Map.of() : Ordered.copy(annotations);
  }

  /** A blob by media type, digest and size in bytes. */
  public record Descriptor(String mediaType, Digest digest, long size) {}
}
