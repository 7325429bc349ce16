package io.orilla.node.enrol;

import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.Enrolment;
import io.orilla.model.node.JoinToken;
import io.orilla.node.disk.Documents;
import io.orilla.node.uplink.Uplink;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes a box a node, once. What it was given is kept in {@code <home>/identity}: the key, and the
 * server's answer, whose presence says that the node is enrolled.
 */
public final class Enroller {
  private static final String ANSWER = "identity/enrolment.json";
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final NodeKeys keys;
  private final Documents documents;
  private final InstantSource clock;

  public Enroller(Path home, Documents documents, InstantSource clock) {
    this.keys = new NodeKeys(home);
    this.documents = documents;
    this.clock = clock;
  }

  /** Who this node is, if it is enrolled. */
  public Optional<Identity> identity() {
    return documents
        .read(ANSWER, Enrolment.Answer.class)
        .map(answer -> new Identity(keys.load().getPrivate(), answer));
  }

  /**
   * Enrols with a token; a node that is enrolled stays who it is, and the token is not looked at.
   *
   * @throws OrillaException TOKEN_REFUSED when the token is wrong or was used, ALREADY_EXISTS when
   *     another box has the name, PEER_UNAVAILABLE when no address of the token answers as the
   *     server that made it
   */
  public Identity join(String token, ObjectName node) throws InterruptedException {
    Optional<Identity> enrolled = identity();
    if (enrolled.isPresent()) {
      return enrolled.get();
    }
    JoinToken join = JoinToken.decode(token);
    Enrolment.Request request = request(join, node, keys.loadOrMake());
    documents.write(ANSWER, ask(join, request));
    return identity().orElseThrow();
  }

  private static Enrolment.Request request(JoinToken join, ObjectName node, KeyPair keys) {
    try {
      return Enrolment.Request.make(join.secret(), node, keys.getPublic(), keys.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot sign the enrolment", e);
    }
  }

  private Enrolment.Answer ask(JoinToken join, Enrolment.Request request)
      throws InterruptedException {
    try (Uplink uplink = new Uplink(join.addresses(), Tls.pinned(join.authority()), clock)) {
      HttpResponse<byte[]> response =
          uplink.send(
              "/node/v1/enrol",
              HttpRequest.newBuilder()
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(Json.bytes(request))),
              LIMIT);
      if (response.statusCode() != 200) {
        throw Uplink.problem(response);
      }
      return Json.read(response.body(), Enrolment.Answer.class);
    }
  }
}
