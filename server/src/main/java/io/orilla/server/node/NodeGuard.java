package io.orilla.server.node;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.websocket.WsContext;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.Enrolment;
import io.orilla.model.node.Standing;
import io.orilla.server.authority.NodeCertificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets nodes in by their certificate, and by nothing else: TLS has checked who issued it, here it
 * must be on record, in time and not revoked. Each answer says how the node stands.
 */
public final class NodeGuard implements Handler {
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
  private static final String SPEAKER = "io.orilla.node";
  private static final String COMMON_NAME = "CN=";
  private static final Speaker STRANGER =
      new Speaker(new ObjectName("stranger"), new NodeCertificate("", "", Instant.EPOCH));

  private final Nodes nodes;
  private final Consumer<ObjectName> seen;

  /** Who speaks, and what it shows for it. */
  record Speaker(ObjectName node, NodeCertificate certificate) {}

  /**
   * @param seen is told each time a node speaks
   */
  public NodeGuard(Nodes nodes, Consumer<ObjectName> seen) {
    this.nodes = nodes;
    this.seen = seen;
  }

  @Override
  public void handle(Context context) {
    if (context.path().equals(EnrolmentResource.ENROL)) {
      return;
    }
    Optional<X509Certificate> shown = shown(context);
    Speaker speaker = shown.flatMap(NodeGuard::speaker).orElse(STRANGER);
    Standing standing = nodes.heard(speaker.node(), speaker.certificate());
    if (standing == Standing.UNKNOWN && !speaker.equals(STRANGER)) {
      nodes.adopt(speaker.node(), shown.orElseThrow());
      standing = nodes.heard(speaker.node(), speaker.certificate());
    }
    say(context, standing, nodes);
    boolean renews = context.path().equals(EnrolmentResource.RENEW);
    if (standing != Standing.RENEWAL_REQUIRED || !renews) {
      requireOpen(speaker.node(), standing);
    }
    context.attribute(SPEAKER, speaker);
    seen.accept(speaker.node());
  }

  /** The node whose certificate this request came with. */
  public static ObjectName node(Context context) {
    return known(context).node();
  }

  static Speaker known(Context context) {
    return Objects.requireNonNull(context.<Speaker>attribute(SPEAKER), "the guard lets none by");
  }

  /**
   * Looks again at who sent a request that took long.
   *
   * @throws OrillaException when the node may no longer speak
   */
  public static void requireStillOpen(Context context, Nodes nodes) {
    Standing standing = standing(context, nodes);
    say(context, standing, nodes);
    requireOpen(node(context), standing);
  }

  /**
   * The node whose certificate a stream was opened with.
   *
   * @throws OrillaException when it may no longer speak
   */
  public static ObjectName nodeStillOpen(WsContext stream, Nodes nodes) {
    Speaker speaker =
        Objects.requireNonNull(stream.<Speaker>attribute(SPEAKER), "the guard lets none by");
    requireOpen(speaker.node(), nodes.heard(speaker.node(), speaker.certificate()));
    return speaker.node();
  }

  /** A node learns how it stands, and what time it is. */
  private static void say(Context context, Standing standing, Nodes nodes) {
    context.header(Standing.HEADER, standing.text());
    context.header(Enrolment.AUTHORITY_HEADER, nodes.authority().text());
    context.header(
        "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(nodes.now().atOffset(ZoneOffset.UTC)));
  }

  /** How who sent a request stands now. */
  public static Standing standing(Context context, Nodes nodes) {
    Speaker speaker = known(context);
    return nodes.standing(speaker.node(), speaker.certificate());
  }

  private static Optional<X509Certificate> shown(Context context) {
    Object chain = context.req().getAttribute(CERTIFICATES);
    return chain instanceof X509Certificate[] certificates && certificates.length > 0
        ? Optional.of(certificates[0])
        : Optional.empty();
  }

  private static Optional<Speaker> speaker(X509Certificate shown) {
    String subject = shown.getSubjectX500Principal().getName();
    return subject.startsWith(COMMON_NAME)
        ? Optional.of(
            new Speaker(
                new ObjectName(subject.substring(COMMON_NAME.length())), NodeCertificate.of(shown)))
        : Optional.empty();
  }

  private static void requireOpen(ObjectName node, Standing standing) {
    switch (standing) {
      case TRUSTED, QUARANTINED -> {}
      case RENEWAL_REQUIRED ->
          throw new OrillaException(
              ErrorCode.RENEWAL_REQUIRED,
              "the certificate of '%s' expired or has a successor: it must be renewed first"
                  .formatted(node));
      case REVOKED ->
          throw new OrillaException(
              ErrorCode.REVOKED,
              "'%s' was revoked; to take this box back, join it again with a token of 'orilla token --replace %s'"
                  .formatted(node, node));
      case UNKNOWN ->
          throw new OrillaException(
              ErrorCode.NOT_ALLOWED,
              "only nodes of this server are served here, by their certificate; join with a token first");
    }
  }
}
