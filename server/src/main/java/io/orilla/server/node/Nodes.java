package io.orilla.server.node;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.Enrolment;
import io.orilla.server.authority.CertificateAuthority;
import io.orilla.server.authority.JoinTokens;
import io.orilla.server.store.Database;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The nodes that joined, and how they join. Thread-safe. */
public final class Nodes {
  private final Database database;
  private final CertificateAuthority authority;
  private final JoinTokens tokens;
  private final InstantSource clock;
  private final Map<ObjectName, EnrolledNode> enrolled = new ConcurrentSkipListMap<>();
  private final List<Consumer<ObjectName>> watchers = new CopyOnWriteArrayList<>();

  public Nodes(
      Database database, CertificateAuthority authority, JoinTokens tokens, InstantSource clock) {
    this.database = database;
    this.authority = authority;
    this.tokens = tokens;
    this.clock = clock;
    database.read(EnrolledNode::all).forEach(node -> enrolled.put(node.name(), node));
  }

  public List<EnrolledNode> all() {
    return List.copyOf(enrolled.values());
  }

  public Optional<EnrolledNode> find(ObjectName name) {
    return Optional.ofNullable(enrolled.get(name));
  }

  /** Calls the watcher after a node joined, on the thread that admitted it; it must be quick. */
  public void watch(Consumer<ObjectName> watcher) {
    watchers.add(watcher);
  }

  /**
   * Admits a node: burns its token and records it in one step. The node that was admitted by the
   * same request before, and missed the answer, gets it again.
   *
   * @throws OrillaException TOKEN_REFUSED, or ALREADY_EXISTS when another box has the name
   */
  public EnrolledNode enrol(Enrolment.Request request) {
    PublicKey key = provenKey(request);
    EnrolledNode node = database.write(handle -> enrol(handle, request, key));
    enrolled.put(node.name(), node);
    watchers.forEach(watcher -> watcher.accept(node.name()));
    return node;
  }

  private EnrolledNode enrol(Handle handle, Enrolment.Request request, PublicKey key) {
    Digest keyDigest = Digest.of(key.getEncoded());
    EnrolledNode known = enrolled.get(request.node());
    if (known != null
        && known.publicKey().equals(keyDigest)
        && tokens.admitted(handle, request.secret(), request.node())) {
      return known;
    }
    tokens.burn(handle, request.secret(), request.node());
    if (known != null) {
      throw new OrillaException(
          ErrorCode.ALREADY_EXISTS,
          "a node '" + request.node() + "' joined before; give this box another name");
    }
    EnrolledNode node =
        new EnrolledNode(
            request.node(),
            clock.instant(),
            keyDigest,
            authority.issueNode(key, request.node()),
            EnrolledNode.Standing.TRUSTED);
    node.insert(handle);
    return node;
  }

  private static PublicKey provenKey(Enrolment.Request request) {
    try {
      PublicKey key =
          KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(request.publicKey()));
      if (((ECPublicKey) key).getParams().getOrder().bitLength() != 256) {
        throw OrillaException.invalid("publicKey: a node's key lies on the curve P-256");
      }
      request.verify(key);
      return key;
    } catch (GeneralSecurityException e) {
      throw new OrillaException(
          ErrorCode.INVALID_ARGUMENT,
          "publicKey or proof is damaged: give a P-256 key as SubjectPublicKeyInfo in DER and its signature",
          e);
    }
  }
}
