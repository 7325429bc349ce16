package io.orilla.node.testbed;

import com.sun.net.httpserver.HttpExchange;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.content.Digest;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Sends blobs with {@code Range}, whole or as a bad line does. */
public final class TestTransfers {
  private final BlobStore blobs;
  private final Map<Digest, Fault> faults = new ConcurrentHashMap<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);

  /** What happens on the way. */
  public enum Fault {
    /** A bit in the middle turns. */
    DAMAGED,
    /** After half of it nothing comes any more. */
    HANGS,
    /** After half of it the connection breaks. */
    CUT
  }

  /** A transfer that was asked for. */
  public record Sent(Digest blob, int from) {}

  TestTransfers(BlobStore blobs) {
    this.blobs = blobs;
  }

  /** Lets all transfers of the blob fail until it is mended. */
  public void fail(Digest blob, Fault fault) {
    faults.put(blob, fault);
  }

  public void mend(Digest blob) {
    faults.remove(blob);
  }

  /** What was asked for, in order. */
  public List<Sent> sent(Digest blob) {
    return sent.stream().filter(one -> one.blob().equals(blob)).toList();
  }

  void send(HttpExchange exchange, Digest digest) throws IOException, InterruptedException {
    if (!blobs.contains(digest)) {
      throw OrillaException.notFound("no blob " + digest);
    }
    byte[] content = Files.readAllBytes(blobs.path(digest));
    int from = from(exchange.getRequestHeaders().getFirst("Range"));
    sent.add(new Sent(digest, from));
    if (from >= content.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    Fault fault = faults.get(digest);
    if (fault == Fault.DAMAGED) {
      content[content.length / 2] ^= 1;
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    byte[] body = Arrays.copyOfRange(content, from, content.length);
    boolean breaks = fault == Fault.HANGS || fault == Fault.CUT;
    exchange.getResponseBody().write(body, 0, breaks ? body.length / 2 : body.length);
    exchange.getResponseBody().flush();
    if (fault == Fault.HANGS) {
      released.await();
    }
  }

  /** Ends the transfers that hang. */
  void release() {
    released.countDown();
  }

  private static int from(String range) {
    return range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
  }
}
