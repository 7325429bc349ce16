package io.orilla.node.enrol;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.Enrolment;
import io.orilla.model.node.JoinToken;
import io.orilla.node.clock.TrustedTime;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.ProxyRoute;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a box a node; what it was given is kept in {@code <home>/identity}. */
public final class Enroller {
  private static final Logger log = LoggerFactory.getLogger(Enroller.class);

  private final IdentityFiles files;
  private final TrustedTime time;
  private final ProxyRoute route;
  private final InstantSource clock;

  public Enroller(Path home, TrustedTime time, ProxyRoute route, InstantSource clock) {
    this.files = new IdentityFiles(home);
    this.time = time;
    this.route = route;
    this.clock = clock;
  }

  /** Who this node is, if it is enrolled. */
  public Optional<Identity> identity() {
    return files.current();
  }

  /**
   * Enrols with a token. A node that is enrolled with another token joins anew; one that cannot, or
   * that comes with the token it joined with, stays who it is.
   *
   * @throws OrillaException TOKEN_REFUSED when the token is wrong or was used, ALREADY_EXISTS when
   *     another box has the name, PEER_UNAVAILABLE when no address of the token answers as the
   *     server that made it
   */
  public Identity join(String token, ObjectName node) throws InterruptedException {
    Optional<Identity> enrolled = identity();
    JoinToken join = JoinToken.decode(token);
    if (enrolled.isPresent() && enrolled.get().joinedWith(join.secret())) {
      return enrolled.get();
    }
    try {
      return joinAnew(join, node);
    } catch (OrillaException e) {
      if (enrolled.isEmpty()) {
        throw e;
      }
      log.warn("The token is not taken, '{}' stays who it was: {}", node, e.text());
      return enrolled.get();
    }
  }

  /**
   * Takes over the name of a node that joined before, on a box that is none or is that node.
   *
   * @return false when it did so before with this very token
   * @throws OrillaException ALREADY_EXISTS when the box is another node; else as {@link #join}
   */
  public boolean replace(String token, ObjectName node) throws InterruptedException {
    Optional<Identity> enrolled = identity();
    JoinToken join = JoinToken.decode(token);
    if (enrolled.isPresent() && !enrolled.get().node().equals(node)) {
      throw new OrillaException(
          ErrorCode.ALREADY_EXISTS,
          "this home is that of the node '%s', which would be lost; give --home of a folder that is none's, or first 'orilla node wipe'"
              .formatted(enrolled.get().node()));
    }
    if (enrolled.isPresent() && enrolled.get().joinedWith(join.secret())) {
      return false;
    }
    joinAnew(join, node);
    return true;
  }

  private Identity joinAnew(JoinToken join, ObjectName node) throws InterruptedException {
    KeyPair keys = files.nextKeys();
    Access access = new Access(join.addresses(), Tls.pinned(join.authority(), time), route);
    Enrolment.Answer answer =
        new CertificateRequests(access, clock).enrol(join.secret(), node, keys);
    Identity identity = Identity.joined(keys, Digest.ofText(join.secret()), answer);
    files.keepNext(identity);
    files.promoteNext();
    return identity;
  }
}
