package io.orilla.server.node;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.Enrolment;
import io.orilla.model.node.Standing;
import io.orilla.server.authority.CertificateAuthority;
import io.orilla.server.authority.JoinTokens;
import io.orilla.server.authority.NodeCertificate;
import io.orilla.server.store.Database;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** The nodes that joined: how they join, renew, and go. Thread-safe. */
public final class Nodes {
  private final Database database;
  private final CertificateAuthority authority;
  private final JoinTokens tokens;
  private final InstantSource clock;
  private final Map<ObjectName, EnrolledNode> enrolled = new ConcurrentSkipListMap<>();
  private final List<LostTime> lost;
  private final List<Consumer<ObjectName>> watchers = new CopyOnWriteArrayList<>();

  public Nodes(
      Database database, CertificateAuthority authority, JoinTokens tokens, InstantSource clock) {
    this.database = database;
    this.authority = authority;
    this.tokens = tokens;
    this.clock = clock;
    this.lost = database.read(LostTime::all);
    database.read(NodeStore::all).forEach(node -> enrolled.put(node.name(), node));
  }

  /** The authority that nodes are to know: one that does not is to renew. */
  Digest authority() {
    return authority.fingerprint();
  }

  /** Whether a node speaks with a certificate of this authority, so that others must trust it. */
  boolean dependOn(X509Certificate issuer) {
    return enrolled.values().stream()
        .filter(node -> node.revokedAt() == null)
        .anyMatch(node -> node.certificate().isIssuedBy(issuer));
  }

  /** The time by which certificates are judged here. */
  Instant now() {
    return clock.instant();
  }

  public List<EnrolledNode> all() {
    return List.copyOf(enrolled.values());
  }

  public Optional<EnrolledNode> find(ObjectName name) {
    return Optional.ofNullable(enrolled.get(name));
  }

  /**
   * Calls the watcher after a node joined or its standing changed, on the thread that did it; it
   * must be quick.
   */
  public void watch(Consumer<ObjectName> watcher) {
    watchers.add(watcher);
  }

  /** How who speaks as this node, with this certificate, stands now. */
  Standing standing(ObjectName name, NodeCertificate certificate) {
    EnrolledNode node = enrolled.get(name);
    return node == null ? Standing.UNKNOWN : node.standing(certificate, clock.instant());
  }

  /**
   * Takes in a node that joined or renewed when the records were kept that a restored backup does
   * not have: its certificate is of this authority, so it was given in that time.
   */
  void adopt(ObjectName name, X509Certificate shown) {
    Instant issuedAt = CertificateAuthority.issuedAt(shown);
    if (lost.stream().noneMatch(time -> time.holds(issuedAt))) {
      return;
    }
    IssuedCertificate issued =
        IssuedCertificate.fresh(
            NodeCertificate.of(shown), Digest.of(shown.getPublicKey().getEncoded()), issuedAt);
    database.write(
        handle ->
            save(
                handle,
                find(name)
                    .map(known -> known.given(issued))
                    .orElseGet(() -> EnrolledNode.joined(name, issued))));
    tell(name);
  }

  /** As {@link #standing}, and notes that the node has the certificate and uses it. */
  Standing heard(ObjectName name, NodeCertificate certificate) {
    Standing standing = standing(name, certificate);
    EnrolledNode node = enrolled.get(name);
    boolean open = standing == Standing.TRUSTED || standing == Standing.QUARANTINED;
    if (node != null && open && node.isUnused(certificate.serial())) {
      change(name, before -> before.used(certificate.serial(), clock.instant()));
    }
    return standing;
  }

  /**
   * Admits a node: burns its token and records it in one step. The node that was admitted by the
   * same request before, and missed the answer, gets it again.
   *
   * @throws OrillaException TOKEN_REFUSED, or ALREADY_EXISTS when another box has the name and the
   *     token does not hand it over
   */
  public NodeCertificate enrol(Enrolment.Request request) {
    PublicKey key = NodeKey.of(request);
    Digest digest = Digest.of(key.getEncoded());
    IssuedCertificate given =
        database.write(
            handle -> {
              Optional<IssuedCertificate> before = admittedBefore(handle, request, digest);
              return before.isPresent() ? before.get() : admit(handle, request, key);
            });
    tell(request.node());
    return given.certificate();
  }

  private Optional<IssuedCertificate> admittedBefore(
      Handle handle, Enrolment.Request request, Digest key) {
    return find(request.node())
        .filter(known -> tokens.admitted(handle, request.secret(), request.node()))
        .flatMap(known -> known.unused(key, clock.instant()));
  }

  private IssuedCertificate admit(Handle handle, Enrolment.Request request, PublicKey key) {
    ObjectName name = request.node();
    boolean replaces = tokens.burn(handle, request.secret(), name);
    EnrolledNode known = enrolled.get(name);
    if (known != null && !replaces) {
      throw new OrillaException(
          ErrorCode.ALREADY_EXISTS,
          "a node '%s' joined before; give this box another name, or hand it this one with a token of 'orilla token --replace %s'"
              .formatted(name, name));
    }
    IssuedCertificate issued = issue(name, key);
    save(handle, known == null ? EnrolledNode.joined(name, issued) : known.replaced(issued));
    return issued;
  }

  private IssuedCertificate issue(ObjectName name, PublicKey key) {
    return IssuedCertificate.fresh(
        authority.issueNode(key, name), Digest.of(key.getEncoded()), clock.instant());
  }

  /**
   * Gives a node another certificate. Until it is used the one before stays good; who asks again
   * for the same key, having missed the answer, gets the same one.
   *
   * @param serial of the certificate that the node spoke with
   */
  NodeCertificate renew(ObjectName name, String serial, Enrolment.Renewal request) {
    PublicKey key = NodeKey.of(request, name, serial);
    Digest digest = Digest.of(key.getEncoded());
    EnrolledNode renewed =
        change(
            name,
            before ->
                before.unused(digest, clock.instant()).isPresent()
                    ? before
                    : before.given(issue(name, key)));
    return renewed.unused(digest, clock.instant()).orElseThrow().certificate();
  }

  /** From now on nothing is open to the node's certificates, renewal included. */
  public EnrolledNode revoke(ObjectName name) {
    EnrolledNode revoked =
        change(
            name, before -> before.revokedAt() == null ? before.revoked(clock.instant()) : before);
    tell(name);
    return revoked;
  }

  /** From now on no records are taken from the node, until a box joins anew under its name. */
  void quarantine(ObjectName name, String reason) {
    change(name, before -> before.quarantine() == null ? before.quarantined(reason) : before);
    tell(name);
  }

  /**
   * @throws OrillaException QUARANTINED when no records are taken from the node
   */
  public void requireDelivering(ObjectName name) {
    Optional<String> quarantine = find(name).map(EnrolledNode::quarantine);
    if (quarantine.isPresent()) {
      throw new OrillaException(ErrorCode.QUARANTINED, quarantine.get());
    }
  }

  private EnrolledNode change(ObjectName name, UnaryOperator<EnrolledNode> change) {
    return database.write(
        handle -> {
          EnrolledNode before = find(name).orElseThrow(() -> notFound(name));
          EnrolledNode after = change.apply(before);
          return after.equals(before) ? before : save(handle, after);
        });
  }

  private EnrolledNode save(Handle handle, EnrolledNode node) {
    NodeStore.save(handle, node);
    handle.afterCommit(() -> enrolled.put(node.name(), node));
    return node;
  }

  private void tell(ObjectName name) {
    watchers.forEach(watcher -> watcher.accept(name));
  }

  /** A node that never joined. */
  public static OrillaException notFound(ObjectName name) {
    return OrillaException.notFound("no node '" + name + "' has joined; see 'orilla get nodes'");
  }
}
