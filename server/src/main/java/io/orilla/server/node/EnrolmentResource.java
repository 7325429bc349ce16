package io.orilla.server.node;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.content.Json;
import io.orilla.model.node.Enrolment;
import io.orilla.server.authority.CertificateAuthority;
import io.orilla.server.authority.StateSigner;
import io.orilla.server.http.Resource;
import java.util.List;
import java.util.function.Supplier;

/** The one address of the nodes' listener that asks for no certificate: here it is given. */
public final class EnrolmentResource implements Resource {
  static final String PATH = "/node/v1/enrol";

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
    routes.post(PATH, this::enrol);
  }

  private void enrol(Context context) {
    EnrolledNode node = nodes.enrol(Json.read(context.bodyAsBytes(), Enrolment.Request.class));
    context.json(
        new Enrolment.Answer(
            node.name(),
            node.certificate().pem(),
            authority.pem(),
            signer.publicKey().getEncoded(),
            addresses.get()));
  }
}
