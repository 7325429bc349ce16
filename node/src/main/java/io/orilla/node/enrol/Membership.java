package io.orilla.node.enrol;

import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.KeySuccession;
import io.orilla.model.desired.SignedState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.Enrolment;
import io.orilla.model.node.Standing;
import io.orilla.node.clock.ClockStatus;
import io.orilla.node.clock.TrustedTime;
import io.orilla.node.state.StateKeys;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.AnswerListener;
import io.orilla.node.uplink.Backoff;
import io.orilla.node.uplink.ProxyRoute;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node the one that it is: renews its certificate at two thirds of its life, and when the
 * server asks for it. A new identity is durable before it is tried, and takes over only when the
 * server knows it; until then the one before goes on. Thread-safe.
 */
public final class Membership implements AnswerListener, StateKeys, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final IdentityFiles files;
  private final TrustedTime time;
  private final ProxyRoute route;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Duration look;
  private final RandomGenerator random;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private volatile Current current;
  private volatile @Nullable Standing standing;
  private volatile @Nullable String problem;
  private volatile @Nullable String authority;

  /** Changes as a whole. */
  private record Current(Identity identity, Access access, Instant renewAt) {}

  /**
   * @param look how often to look whether it is time
   */
  public Membership(
      Path home,
      Identity identity,
      TrustedTime time,
      ProxyRoute route,
      InstantSource clock,
      Backoff backoff,
      Duration look,
      RandomGenerator random) {
    this.files = new IdentityFiles(home);
    this.time = time;
    this.route = route;
    this.clock = clock;
    this.backoff = backoff;
    this.look = look;
    this.random = random;
    this.current = current(identity);
    this.thread = Thread.ofVirtual().name("membership").unstarted(this::run);
  }

  /** Nodes that joined together shall not come together. */
  private Current current(Identity identity) {
    Duration life = identity.life();
    Duration jitter = life.dividedBy(24).multipliedBy(random.nextInt(1_000)).dividedBy(1_000);
    Instant renewAt = identity.until().minus(life.dividedBy(3)).plus(jitter);
    return new Current(identity, identity.access(time, route), renewAt);
  }

  public void start() {
    thread.start();
  }

  public Identity identity() {
    return current.identity();
  }

  public ObjectName node() {
    return current.identity().node();
  }

  /** As whom the server is spoken to, now. */
  public Access access() {
    return current.access();
  }

  /** The key that signs desired states and commands now. */
  public PublicKey stateKey() {
    return current.identity().stateKeys().getFirst();
  }

  @Override
  public DesiredState verify(SignedState state) {
    PublicKey trusted = stateKey();
    PublicKey signer = state.signer(KeySuccession.from(trusted, state.successions()));
    if (!signer.equals(trusted)) {
      log.info(
          "Desired states are signed by another key from now on; the one before vouches for it");
      take(signer);
    }
    return state.verify(signer);
  }

  private synchronized void take(PublicKey signer) {
    Identity amended = current.identity().withStateKey(signer);
    files.amend(amended);
    current = new Current(amended, current.access(), current.renewAt());
  }

  @Override
  public DesiredState verifyKept(SignedState state) {
    return state.verify(current.identity().stateKeys());
  }

  public MembershipStatus status() {
    Current now = current;
    return new MembershipStatus(standing, now.identity().until(), now.renewAt(), problem);
  }

  public ClockStatus clock() {
    return time.status();
  }

  @Override
  public void answered(Access by, HttpHeaders headers, Instant received, Duration took) {
    headers
        .firstValue("Date")
        .flatMap(Membership::date)
        .ifPresent(at -> time.heard(at, received, took));
    headers
        .firstValue(Standing.HEADER)
        .flatMap(Standing::of)
        .filter(heard -> by.equals(current.access()))
        .ifPresent(this::heard);
    headers
        .firstValue(Enrolment.AUTHORITY_HEADER)
        .filter(heard -> by.equals(current.access()) && !current.identity().knows(heard))
        .ifPresent(this::authorityChanged);
  }

  private void authorityChanged(String fingerprint) {
    if (!fingerprint.equals(authority)) {
      log.info("The server has another authority: the certificate is renewed with it");
      authority = fingerprint;
      wake.release();
    }
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void heard(Standing now) {
    Standing before = standing;
    standing = now;
    if (now != before) {
      log.info("The server says that this node is {}", now.text());
      wake.release();
    }
  }

  private void run() {
    try {
      while (!closed) {
        Duration pause = isDue() ? tryToRenew() : nothingToDo();
        wake.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("The node no longer renews its certificate", e);
    }
  }

  /** A clock that no server's was compared with says nothing: without one there is no renewal. */
  private boolean isDue() {
    return standing == Standing.RENEWAL_REQUIRED
        || (authority != null && !current.identity().knows(authority))
        || (time.measured() && !time.now().isBefore(current.renewAt()));
  }

  private Duration nothingToDo() {
    problem = null;
    return look;
  }

  private Duration tryToRenew() throws InterruptedException {
    try {
      renew();
      backoff.succeeded();
      problem = null;
      return look;
    } catch (OrillaException e) {
      log.warn("The certificate was not renewed: {}", e.text());
      problem = e.text();
      return backoff.next();
    }
  }

  private void renew() throws InterruptedException {
    Identity next = files.next().orElse(null);
    if (next == null) {
      next = ask();
      files.keepNext(next);
    }
    Standing proven = requests(next.access(time, route)).standing();
    if (proven != Standing.TRUSTED && proven != Standing.QUARANTINED) {
      files.dropNext();
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED, "the server says of the new certificate: " + proven.text());
    }
    takeOver(next);
    standing = proven;
    log.info("The certificate was renewed, until {}", next.until());
  }

  private synchronized void takeOver(Identity next) {
    files.promoteNext();
    current = current(next);
  }

  private Identity ask() throws InterruptedException {
    Identity identity = current.identity();
    KeyPair keys = files.nextKeys();
    Enrolment.Answer answer =
        requests(current.access()).renew(identity.node(), identity.serial(), keys);
    return identity.renewed(keys, answer);
  }

  private CertificateRequests requests(Access access) {
    return new CertificateRequests(access, this, clock);
  }

  @Override
  public void close() {
    closed = true;
    wake.release();
    thread.interrupt();
    try {
      if (thread.isAlive() && !thread.join(CLOSING)) {
        log.warn("The renewal of the certificate is left behind, as it does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
