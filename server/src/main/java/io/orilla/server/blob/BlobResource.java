package io.orilla.server.blob;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
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
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Blobs for nodes, each only what its desired state reaches, whole or a {@link ByteRange} of it.
 * They are streamed from the disk.
 */
public final class BlobResource implements Resource {
  private final BlobStore blobs;
  private final DesiredStates states;

  public BlobResource(BlobStore blobs, DesiredStates states) {
    this.blobs = blobs;
    this.states = states;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/node/v1/blobs/{digest}", this::send);
    routes.head("/node/v1/blobs/{digest}", this::send);
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
    answer(context, blobs.path(digest));
  }

  private static void answer(Context context, Path file) throws IOException {
    long size = Files.size(file);
    context.header("Accept-Ranges", "bytes").contentType("application/octet-stream");
    switch (ByteRange.of(context.header("Range"), size)) {
      case ByteRange.Whole whole -> send(context, file, 0, size);
      case ByteRange.Part(long first, long last) -> {
        context.status(206);
        context.header("Content-Range", "bytes %d-%d/%d".formatted(first, last, size));
        send(context, file, first, last - first + 1);
      }
      case ByteRange.Outside outside ->
          context.status(416).header("Content-Range", "bytes */" + size);
    }
  }

  private static void send(Context context, Path file, long from, long count) throws IOException {
    context.header("Content-Length", Long.toString(count));
    if (context.method() == HandlerType.HEAD) {
      return;
    }
    WritableByteChannel body = Channels.newChannel(context.outputStream());
    try (FileChannel blob = FileChannel.open(file)) {
      for (long sent = 0; sent < count; ) {
        long moved = blob.transferTo(from + sent, count - sent, body);
        if (moved <= 0) {
          throw new IOException(file + " ended " + (count - sent) + " bytes early");
        }
        sent += moved;
      }
    }
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
