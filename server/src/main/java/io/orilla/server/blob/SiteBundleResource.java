package io.orilla.server.blob;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.SignedState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.server.desired.DesiredStates;
import io.orilla.server.http.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What a node is to run, with all it needs for that, to be carried there by hand. Format: {@code
 * docs/format/site-bundle.md}.
 */
public final class SiteBundleResource implements Resource {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private final BlobStore blobs;
  private final DesiredStates states;

  public SiteBundleResource(BlobStore blobs, DesiredStates states) {
    this.blobs = blobs;
    this.states = states;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/v1/nodes/{name}/bundle", this::send);
  }

  private void send(Context context) throws IOException {
    ObjectName node = new ObjectName(context.pathParam("name"));
    SignedState signed =
        states
            .signed(node)
            .orElseThrow(() -> OrillaException.notFound("no state of a node '" + node + "'"));
    List<Digest> bundles =
        Json.read(signed.payload(), DesiredState.class).workloads().stream()
            .map(DesiredState.Workload::bundle)
            .distinct()
            .toList();
    context.contentType("application/zip").header("Cache-Control", "no-store");
    try (ZipOutputStream zip = new ZipOutputStream(context.outputStream())) {
      zip.setLevel(Deflater.BEST_SPEED);
      put(zip, "oci-layout", Json.bytes(Map.of("imageLayoutVersion", "1.0.0")));
      put(zip, "index.json", Json.bytes(index(bundles)));
      for (Digest blob : reached(bundles)) {
        zip.putNextEntry(new ZipEntry("blobs/sha256/" + blob.hex()));
        Files.copy(blobs.path(blob), zip);
      }
      put(zip, "desired.json", Json.bytes(signed));
    }
  }

  private record Index(int schemaVersion, List<Manifest.Descriptor> manifests) {}

  private Index index(List<Digest> bundles) {
    return new Index(
        2,
        bundles.stream()
            .map(bundle -> new Manifest.Descriptor(MANIFEST, bundle, blobs.read(bundle).length))
            .toList());
  }

  private TreeSet<Digest> reached(List<Digest> bundles) {
    TreeSet<Digest> reached = new TreeSet<>(Comparator.comparing(Digest::text));
    for (Digest bundle : bundles) {
      reached.add(bundle);
      ModelBundle.blobs(Json.read(blobs.read(bundle), Manifest.class))
          .forEach(part -> reached.add(part.digest()));
    }
    return reached;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
  }
}
