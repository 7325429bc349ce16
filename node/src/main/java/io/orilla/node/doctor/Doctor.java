package io.orilla.node.doctor;

import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.SignedState;
import io.orilla.model.error.OrillaException;
import io.orilla.node.clock.TrustedTime;
import io.orilla.node.disk.Documents;
import io.orilla.node.enrol.Identity;
import io.orilla.node.state.StateKeeper;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.ProxyRoute;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at all that a node needs: its disk, certificate, way to the server, clock and plant. */
public final class Doctor {
  private final Path home;
  private final Optional<Identity> identity;
  private final Optional<Access> access;
  private final Optional<DesiredState> state;
  private final ProxyRoute route;
  private final InstantSource clock;

  /**
   * @param documents of the home
   * @param identity absent on a box that has not joined
   */
  public Doctor(
      Path home,
      Documents documents,
      Optional<Identity> identity,
      ProxyRoute route,
      InstantSource clock) {
    this.home = home;
    this.route = route;
    this.identity = identity;
    this.access = identity.map(node -> node.access(new TrustedTime(documents, clock), route));
    this.state = identity.flatMap(node -> state(documents, node));
    this.clock = clock;
  }

  private static Optional<DesiredState> state(Documents documents, Identity node) {
    try {
      return documents
          .read(StateKeeper.NAME, SignedState.class)
          .map(kept -> kept.verify(node.stateKeys()));
    } catch (OrillaException unreadable) {
      return Optional.empty();
    }
  }

  /** All findings, or that there was no time for them. */
  public List<Finding> findingsNow() {
    try {
      return findings();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  public List<Finding> findings() throws InterruptedException {
    List<Finding> findings = new ArrayList<>(DiskCheck.of(home));
    findings.add(Finding.ok("proxy", route.toString()));
    if (identity.isEmpty()) {
      findings.add(
          Finding.fail(
              "identity",
              home + " is no node's yet",
              "join: orilla node --home " + home + " --name NAME --join TOKEN"));
    }
    if (identity.isPresent()) {
      findings.add(CertificateCheck.of(identity.get().certificate(), clock.instant()));
      findings.addAll(new ServerCheck(access.orElseThrow(), clock).findings());
    }
    state.ifPresent(
        desired -> desired.sources().forEach(source -> findings.add(PlantCheck.of(source))));
    return findings;
  }
}
