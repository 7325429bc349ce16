package io.orilla.server.node;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.node.Standing;
import io.orilla.server.authority.NodeCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A box that joined, by the name it joined under; immutable.
 *
 * @param certificates that it was given, the newest first
 * @param quarantine why nothing is taken from it, while that is so
 */
public record EnrolledNode(
    ObjectName name,
    Instant enrolledAt,
    @Nullable Instant revokedAt,
    @Nullable String quarantine,
    List<IssuedCertificate> certificates) {

  /** A node renews some six times a year: older certificates are forgotten and open nothing. */
  private static final int KEPT = 32;

  public EnrolledNode {
    certificates = List.copyOf(certificates.subList(0, Math.min(KEPT, certificates.size())));
  }

  static EnrolledNode joined(ObjectName name, IssuedCertificate certificate) {
    return new EnrolledNode(name, certificate.issuedAt(), null, null, List.of(certificate));
  }

  /** The certificate that the node speaks with: the one it used last for the first time. */
  public NodeCertificate certificate() {
    return current().certificate();
  }

  private IssuedCertificate current() {
    IssuedCertificate current = certificates.getFirst();
    for (IssuedCertificate issued : certificates) {
      if (issued.usedAt() != null
          && (current.usedAt() == null || issued.usedAt().isAfter(current.usedAt()))) {
        current = issued;
      }
    }
    return current;
  }

  /** How the node stands, whatever certificate it speaks with. */
  public Standing standing() {
    if (revokedAt != null) {
      return Standing.REVOKED;
    }
    return quarantine == null ? Standing.TRUSTED : Standing.QUARANTINED;
  }

  /**
   * How who speaks with a certificate stands. A new certificate and the one before it are good
   * until the new one was used.
   */
  Standing standing(NodeCertificate certificate, Instant now) {
    Optional<IssuedCertificate> shown = find(issued -> issued.certificate().equals(certificate));
    if (shown.isEmpty()) {
      return Standing.UNKNOWN;
    }
    if (revokedAt != null || shown.get().revokedAt() != null) {
      return Standing.REVOKED;
    }
    boolean succeeded = shown.get().usedAt() != null && !shown.get().equals(current());
    return succeeded || !shown.get().isValid(now) ? Standing.RENEWAL_REQUIRED : standing();
  }

  boolean isUnused(String serial) {
    return find(issued -> issued.serial().equals(serial) && issued.usedAt() == null).isPresent();
  }

  Optional<IssuedCertificate> find(Predicate<IssuedCertificate> wanted) {
    return certificates.stream().filter(wanted).findFirst();
  }

  /** The certificate that this key was given and has not used: its answer may have been lost. */
  Optional<IssuedCertificate> unused(Digest publicKey, Instant now) {
    return find(
        issued ->
            issued.publicKey().equals(publicKey) && issued.usedAt() == null && issued.isValid(now));
  }

  EnrolledNode given(IssuedCertificate certificate) {
    List<IssuedCertificate> more = new ArrayList<>(certificates);
    more.addFirst(certificate);
    return new EnrolledNode(name, enrolledAt, revokedAt, quarantine, more);
  }

  EnrolledNode used(String serial, Instant now) {
    return changed(issued -> issued.serial().equals(serial) ? issued.used(now) : issued);
  }

  /** The name belongs to another box from now on. */
  EnrolledNode replaced(IssuedCertificate by) {
    EnrolledNode before = revoked(by.issuedAt()).given(by);
    return new EnrolledNode(name, by.issuedAt(), null, null, before.certificates);
  }

  EnrolledNode revoked(Instant now) {
    EnrolledNode changed = changed(issued -> issued.revoked(now));
    return new EnrolledNode(name, enrolledAt, now, quarantine, changed.certificates);
  }

  EnrolledNode quarantined(String reason) {
    return new EnrolledNode(name, enrolledAt, revokedAt, reason, certificates);
  }

  private EnrolledNode changed(UnaryOperator<IssuedCertificate> change) {
    return new EnrolledNode(
        name, enrolledAt, revokedAt, quarantine, certificates.stream().map(change).toList());
  }
}
