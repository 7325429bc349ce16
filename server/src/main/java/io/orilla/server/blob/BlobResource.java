package io.orilla.server.blob;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.desired.DesiredStates;
import io.orilla.server.http.Resource;
import io.orilla.server.node.NodeGuard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Blobs for nodes, each only what its desired state reaches. A fetch that was broken off goes on
 * with {@code Range: bytes=N-} (RFC 9110, 14.2).
 */
public final class BlobResource implements Resource {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-");

  private final BlobStore blobs;
  private final DesiredStates states;

  public BlobResource(BlobStore blobs, DesiredStates states) {
    this.blobs = blobs;
    this.states = states;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/node/v1/blobs/{digest}", this::send);
  }

  private void send(Context context) throws IOException {
    Digest digest = new Digest(context.pathParam("digest"));
    ObjectName node = NodeGuard.node(context);
    if (!reaches(node, digest)) {
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED,
          "the blob %s belongs to nothing that '%s' is to run".formatted(digest, node));
    }
    if (!blobs.contains(digest)) {
      throw OrillaException.notFound("no blob " + digest + " is held here");
    }
    send(context, blobs.path(digest));
  }

  private static void send(Context context, Path file) throws IOException {
    long size = Files.size(file);
    long from = from(context.header("Range"));
    context.header("Accept-Ranges", "bytes").contentType("application/octet-stream");
    if (from >= size && size > 0) {
      context.status(416).header("Content-Range", "bytes */" + size);
      return;
    }
    if (from > 0) {
      context.status(206).header("Content-Range", "bytes %d-%d/%d".formatted(from, size - 1, size));
    }
    context.header("Content-Length", Long.toString(size - from));
    context.result(open(file, from));
  }

  private static long from(@Nullable String range) {
    Matcher matcher = RANGE.matcher(range == null ? "" : range);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private static InputStream open(Path file, long from) throws IOException {
    FileChannel channel = FileChannel.open(file);
    return Channels.newInputStream(channel.position(from));
  }

  private boolean reaches(ObjectName node, Digest digest) {
    return states.current(node).stream()
        .flatMap(state -> Stream.concat(state.workloads().stream(), state.plans().stream()))
        .map(DesiredState.Workload::bundle)
        .distinct()
        .anyMatch(bundle -> bundle.equals(digest) || holds(bundle).anyMatch(digest::equals));
  }

  private Stream<Digest> holds(Digest bundle) {
    if (!blobs.contains(bundle)) {
      return Stream.empty();
    }
    List<Manifest.Descriptor> parts =
        ModelBundle.blobs(Json.read(blobs.read(bundle), Manifest.class));
    return parts.stream().map(Manifest.Descriptor::digest);
  }
}
