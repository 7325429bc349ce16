package io.orilla.node.enrol;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.Enrolment;
import io.orilla.node.clock.TrustedTime;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.ProxyRoute;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who this node is, and how it knows its server; immutable. */
public final class Identity {
  /** Older ones verify nothing that could still be on the disk. */
  private static final int STATE_KEYS = 4;

  private final Kept kept;
  private final KeyPair keys;
  private final X509Certificate certificate;
  private final List<X509Certificate> authorities;

  /**
   * As it lies on the disk.
   *
   * @param keys of the certificate, PEM
   * @param token digest of the secret that the node joined with
   * @param authorities certificates of the server's authorities, PEM
   * @param stateKeys that sign desired states, the newest first; SubjectPublicKeyInfo in base64
   */
  record Kept(
      ObjectName node,
      String keys,
      String certificate,
      Digest token,
      List<String> authorities,
      List<String> stateKeys,
      List<String> addresses) {
    Kept {
      authorities = List.copyOf(authorities);
      stateKeys = List.copyOf(stateKeys);
      addresses = List.copyOf(addresses);
    }
  }

  private Identity(Kept kept) {
    this.kept = kept;
    this.keys = Pem.keys(kept.keys());
    this.certificate = Pem.certificate(kept.certificate());
    this.authorities = kept.authorities().stream().map(Pem::certificate).toList();
    if (authorities.isEmpty() || kept.stateKeys().isEmpty()) {
      throw damaged("no authority or no key of desired states is in it");
    }
    if (!certificate.getPublicKey().equals(keys.getPublic())) {
      throw damaged("its certificate is for another key");
    }
  }

  /** Who the node of this home is, if it is enrolled. */
  public static Optional<Identity> in(Path home) {
    return new IdentityFiles(home).current();
  }

  static Identity of(Kept kept) {
    return new Identity(kept);
  }

  /** What a server answered to a box that joins. */
  static Identity joined(KeyPair keys, Digest token, Enrolment.Answer answer) {
    return of(answer, keys, token, List.of());
  }

  /** What a server answered to this node, which renews its certificate. */
  Identity renewed(KeyPair newKeys, Enrolment.Answer answer) {
    if (!answer.node().equals(node())) {
      throw damaged("the server renewed the certificate of '" + answer.node() + "'");
    }
    return of(answer, newKeys, kept.token(), kept.stateKeys());
  }

  private static Identity of(
      Enrolment.Answer answer, KeyPair keys, Digest token, List<String> stateKeysBefore) {
    String newest = Base64.getEncoder().encodeToString(answer.stateKey());
    return new Identity(
        new Kept(
            answer.node(),
            Pem.write(keys),
            answer.certificate(),
            token,
            answer.authorities(),
            withNewest(newest, stateKeysBefore),
            answer.addresses()));
  }

  private static List<String> withNewest(String newest, List<String> before) {
    return Stream.concat(Stream.of(newest), before.stream()).distinct().limit(STATE_KEYS).toList();
  }

  Kept kept() {
    return kept;
  }

  public ObjectName node() {
    return kept.node();
  }

  /** By which the server knows this node. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Where the server is, in the order to try. */
  public List<String> addresses() {
    return kept.addresses();
  }

  /** Whether the node joined with this secret. */
  boolean joinedWith(String secret) {
    return kept.token().equals(Digest.ofText(secret));
  }

  /** The keys that sign desired states: the newest, and those before it. */
  public List<PublicKey> stateKeys() {
    return kept.stateKeys().stream().map(Identity::stateKey).toList();
  }

  /** Whether this is the fingerprint of the authority that issues, as it was last heard. */
  boolean knows(String fingerprint) {
    try {
      return Digest.of(authorities.getFirst().getEncoded()).text().equals(fingerprint);
    } catch (GeneralSecurityException e) {
      throw damaged("its authority cannot be read");
    }
  }

  /** This identity, with the key that signs desired states from now on. */
  Identity withStateKey(PublicKey key) {
    String newest = Base64.getEncoder().encodeToString(key.getEncoded());
    return new Identity(
        new Kept(
            kept.node(),
            kept.keys(),
            kept.certificate(),
            kept.token(),
            kept.authorities(),
            withNewest(newest, kept.stateKeys()),
            kept.addresses()));
  }

  private static PublicKey stateKey(String base64) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "the key of desired states in the identity is damaged", e);
    }
  }

  /** The serial number of the certificate, hexadecimal. */
  String serial() {
    return certificate.getSerialNumber().toString(16);
  }

  Instant until() {
    return certificate.getNotAfter().toInstant();
  }

  Duration life() {
    return Duration.between(certificate.getNotBefore().toInstant(), until());
  }

  /** Mutual TLS: shows the node's certificate, trusts the server's authorities and no other. */
  public Access access(TrustedTime time, ProxyRoute route) {
    return new Access(
        kept.addresses(), Tls.mutual(keys.getPrivate(), certificate, authorities, time), route);
  }

  private static OrillaException damaged(String why) {
    return new OrillaException(ErrorCode.INVALID_FORMAT, "the identity is damaged: " + why);
  }
}
