package io.orilla.server.node;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.node.Enrolment;
import io.orilla.model.node.Standing;
import io.orilla.server.authority.CertificateAuthority;
import io.orilla.server.authority.NodeCertificate;
import io.orilla.server.authority.StateSigner;
import io.orilla.server.http.Resource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Certificates over HTTP: given for a token at the one address that asks for none, renewed with the
 * one before.
 */
public final class EnrolmentResource implements Resource {
  static final String ENROL = "/node/v1/enrol";
  static final String RENEW = "/node/v1/renew";

  private final Nodes nodes;
  private final CertificateAuthority authority;
  private final StateSigner signer;
  private final Supplier<List<String>> addresses;

  public EnrolmentResource(
      Nodes nodes,
      CertificateAuthority authority,
      StateSigner signer,
      Supplier<List<String>> addresses) {
    this.nodes = nodes;
    this.authority = authority;
    this.signer = signer;
    this.addresses = addresses;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post(ENROL, this::enrol);
    routes.post(RENEW, this::renew);
    routes.get("/node/v1/standing", this::standing);
  }

  private void enrol(Context context) {
    Enrolment.Request request = Json.read(context.bodyAsBytes(), Enrolment.Request.class);
    context.json(answer(request.node(), nodes.enrol(request)));
  }

  private void renew(Context context) {
    NodeGuard.Speaker speaker = NodeGuard.known(context);
    Enrolment.Renewal request = Json.read(context.bodyAsBytes(), Enrolment.Renewal.class);
    context.json(
        answer(
            speaker.node(), nodes.renew(speaker.node(), speaker.certificate().serial(), request)));
  }

  private Enrolment.Answer answer(ObjectName node, NodeCertificate certificate) {
    return new Enrolment.Answer(
        node,
        certificate.pem(),
        authority.trusted().stream()
            .filter(one -> one.equals(authority.certificate()) || nodes.dependOn(one))
            .map(CertificateAuthority::pem)
            .toList(),
        signer.publicKey().getEncoded(),
        addresses.get());
  }

  private void standing(Context context) {
    context.json(new Answer(NodeGuard.standing(context, nodes)));
  }

  /** The cheapest answer there is: a node tries a new certificate by it. */
  private record Answer(Standing standing) {}
}
