package io.orilla.server.node;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.authority.NodeCertificate;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets nodes in by their certificate, and by nothing else: TLS has checked who issued it and that
 * it is in time, here its serial number must be the one on record.
 */
public final class NodeGuard implements Handler {
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
  private static final String NODE = "io.orilla.node";
  private static final String COMMON_NAME = "CN=";

  private final Nodes nodes;
  private final Consumer<ObjectName> seen;

  /**
   * @param seen is told each time a node speaks
   */
  public NodeGuard(Nodes nodes, Consumer<ObjectName> seen) {
    this.nodes = nodes;
    this.seen = seen;
  }

  @Override
  public void handle(Context context) {
    if (context.path().equals(EnrolmentResource.PATH)) {
      return;
    }
    EnrolledNode node = identify(context).orElseThrow(NodeGuard::refused);
    context.attribute(NODE, node.name());
    seen.accept(node.name());
  }

  /** The node whose certificate this request came with. */
  public static ObjectName node(Context context) {
    return Objects.requireNonNull(context.<ObjectName>attribute(NODE), "the guard lets none by");
  }

  private Optional<EnrolledNode> identify(Context context) {
    Object chain = context.req().getAttribute(CERTIFICATES);
    if (!(chain instanceof X509Certificate[] certificates) || certificates.length == 0) {
      return Optional.empty();
    }
    X509Certificate certificate = certificates[0];
    String subject = certificate.getSubjectX500Principal().getName();
    if (!subject.startsWith(COMMON_NAME)) {
      return Optional.empty();
    }
    return nodes
        .find(new ObjectName(subject.substring(COMMON_NAME.length())))
        .filter(node -> node.standing() == EnrolledNode.Standing.TRUSTED)
        .filter(node -> node.certificate().serial().equals(NodeCertificate.serial(certificate)));
  }

  private static OrillaException refused() {
    return new OrillaException(
        ErrorCode.NOT_ALLOWED,
        "only nodes of this server are served here, by their certificate; join with a token first");
  }
}
