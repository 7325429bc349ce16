package io.orilla.node.doctor;

import io.orilla.model.error.OrillaException;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.AnswerListener;
import io.orilla.node.uplink.Uplink;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each of the server's addresses: its name, the way there, whether it knows us, its clock. */
final class ServerCheck {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration APART = Duration.ofSeconds(5);

  /** Where nothing is: whoever is trusted is told so, and a stranger is refused before. */
  private static final String NOWHERE = "/node/v1/doctor";

  private static final int REFUSED = 403;

  private final Access access;
  private final InstantSource clock;

  ServerCheck(Access access, InstantSource clock) {
    this.access = access;
    this.clock = clock;
  }

  List<Finding> findings() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    Optional<Duration> ahead = Optional.empty();
    for (String address : access.addresses()) {
      Finding name = name(URI.create(address).getHost());
      findings.add(name);
      if (name.level() == Finding.Level.OK) {
        Optional<Duration> known = ahead;
        ahead = reach(address, findings).or(() -> known);
      }
    }
    findings.add(clock(ahead));
    return findings;
  }

  private static Finding name(String host) {
    try {
      return Finding.ok("name " + host, InetAddress.getByName(host).getHostAddress());
    } catch (UnknownHostException e) {
      return Finding.fail(
          "name " + host, "no address is found", "check the DNS server, or add it to /etc/hosts");
    }
  }

  /** How far our clock is ahead of the server's, if it answers. */
  private Optional<Duration> reach(String address, List<Finding> findings)
      throws InterruptedException {
    Access only = new Access(List.of(address), access.tls(), access.route());
    try (Uplink uplink = new Uplink(() -> only, AnswerListener.NONE, clock)) {
      HttpResponse<byte[]> answer = uplink.send(NOWHERE, HttpRequest.newBuilder().GET(), LIMIT);
      findings.add(
          answer.statusCode() < 500 && answer.statusCode() != REFUSED
              ? Finding.ok("server " + address, "reached, and it trusts this node")
              : Finding.fail(
                  "server " + address,
                  "it answers " + Uplink.problem(answer).text(),
                  "see at the server whether the node was revoked or replaced"));
      return Optional.of(Duration.between(uplink.time(answer), clock.instant()));
    } catch (OrillaException e) {
      findings.add(
          Finding.fail(
              "server " + address,
              e.text(),
              "check cable, router, firewall and proxy; the node works on alone meanwhile"));
      return Optional.empty();
    }
  }

  private Finding clock(Optional<Duration> ahead) {
    Instant now = clock.instant();
    if (ahead.isEmpty()) {
      return Finding.warn("clock", "it says " + now, "compare it with your watch: no server does");
    }
    long seconds = ahead.get().toSeconds();
    String detail =
        "%d s %s of the server's".formatted(Math.abs(seconds), seconds < 0 ? "behind" : "ahead");
    return ahead.get().abs().compareTo(APART) > 0
        ? Finding.warn("clock", detail, "set it: timedatectl set-ntp true")
        : Finding.ok("clock", detail);
  }
}
