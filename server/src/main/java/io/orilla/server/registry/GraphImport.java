package io.orilla.server.registry;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.GraphBundle;
import io.orilla.model.bundle.GraphConfig;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import io.orilla.server.http.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * {@code POST /api/v1/models/{name}/graphs}: takes in a graph that is only to be asked, as a ZIP of
 * one {@code .onnx} and the files of its external data. What is in it is the node's to judge.
 */
public final class GraphImport implements Resource {
  private static final long MOST_BYTES = 4L << 30;

  private final ModelRegistry registry;
  private final BlobStore blobs;

  public GraphImport(ModelRegistry registry, BlobStore blobs) {
    this.registry = registry;
    this.blobs = blobs;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/v1/models/{name}/graphs", this::take);
  }

  private void take(Context context) throws IOException {
    ObjectName model = new ObjectName(context.pathParam("name"));
    AssetName asset =
        Optional.ofNullable(context.queryParam("asset"))
            .map(AssetName::new)
            .orElseThrow(() -> OrillaException.invalid("asset is missing: what is it about?"));
    String summary = Optional.ofNullable(context.queryParam("summary")).orElse("");
    List<GraphBundle.DataFile> files = unpack(context.bodyInputStream());
    List<GraphBundle.DataFile> graphs =
        files.stream().filter(file -> file.name().endsWith(".onnx")).toList();
    if (graphs.size() != 1) {
      throw OrillaException.invalid(
          "the archive is to hold one file *.onnx, and those of its external data; it holds "
              + files.stream().map(GraphBundle.DataFile::name).toList());
    }
    GraphBundle.DataFile graph = graphs.getFirst();
    GraphConfig config =
        new GraphConfig(model, asset, new ModelCard(summary, "onnx", Map.of(), ""));
    GraphBundle bundle =
        GraphBundle.write(
            blobs,
            config,
            graph.digest(),
            graph.size(),
            files.stream().filter(file -> !file.equals(graph)).toList());
    ModelVersion version = registry.register(bundle);
    context.json(
        Map.of("model", model, "version", version.version(), "bundle", version.bundle().text()));
  }

  private List<GraphBundle.DataFile> unpack(InputStream body) throws IOException {
    List<GraphBundle.DataFile> files = new ArrayList<>();
    long left = MOST_BYTES;
    try (ZipInputStream entries = new ZipInputStream(body)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        GraphBundle.DataFile file = keep(GraphBundle.requireName(entry.getName()), entries, left);
        left -= file.size();
        files.add(file);
      }
      return files;
    } catch (ZipException e) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "the body is no ZIP archive: " + e.getMessage(), e);
    }
  }

  private GraphBundle.DataFile keep(String name, InputStream content, long most)
      throws IOException {
    Path beside = blobs.partial();
    try {
      long size = 0;
      DigestOutputStream out =
          new DigestOutputStream(Files.newOutputStream(beside), Digest.sha256());
      try (OutputStream closed = out) {
        byte[] part = new byte[64 << 10];
        for (int read = content.read(part); read >= 0; read = content.read(part)) {
          size += read;
          if (size > most) {
            throw new OrillaException(
                ErrorCode.CONTENT_TOO_LARGE,
                "a graph has %d GB at most, with its data".formatted(MOST_BYTES >> 30));
          }
          closed.write(part, 0, read);
        }
      }
      Digest digest = Digest.ofHash(out.getMessageDigest().digest());
      blobs.adopt(digest, beside);
      return new GraphBundle.DataFile(name, digest, size);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
