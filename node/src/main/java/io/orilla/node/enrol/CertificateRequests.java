package io.orilla.node.enrol;

import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.Enrolment;
import io.orilla.model.node.Standing;
import io.orilla.node.uplink.Access;
import io.orilla.node.uplink.AnswerListener;
import io.orilla.node.uplink.Uplink;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;

/** What a box asks the server about its certificate, each on a connection of its own. */
record CertificateRequests(Access access, AnswerListener listener, InstantSource clock) {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  CertificateRequests(Access access, InstantSource clock) {
    this(access, AnswerListener.NONE, clock);
  }

  Enrolment.Answer enrol(String secret, ObjectName node, KeyPair keys) throws InterruptedException {
    try {
      return post(
          "/node/v1/enrol",
          Enrolment.Request.make(secret, node, keys.getPublic(), keys.getPrivate()));
    } catch (GeneralSecurityException e) {
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot sign the enrolment", e);
    }
  }

  /**
   * @param serial of the certificate that the access shows
   */
  Enrolment.Answer renew(ObjectName node, String serial, KeyPair keys) throws InterruptedException {
    try {
      return post(
          "/node/v1/renew",
          Enrolment.Renewal.make(node, serial, keys.getPublic(), keys.getPrivate()));
    } catch (GeneralSecurityException e) {
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot sign the renewal", e);
    }
  }

  /** How the server says that the access's certificate stands. */
  Standing standing() throws InterruptedException {
    return send("/node/v1/standing", HttpRequest.newBuilder())
        .headers()
        .firstValue(Standing.HEADER)
        .flatMap(Standing::of)
        .orElse(Standing.UNKNOWN);
  }

  private Enrolment.Answer post(String path, Object body) throws InterruptedException {
    HttpResponse<byte[]> response =
        send(
            path,
            HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
    if (response.statusCode() != 200) {
      throw Uplink.problem(response);
    }
    return Json.read(response.body(), Enrolment.Answer.class);
  }

  private HttpResponse<byte[]> send(String path, HttpRequest.Builder request)
      throws InterruptedException {
    try (Uplink uplink = new Uplink(() -> access, listener, clock)) {
      return uplink.send(path, request, LIMIT);
    }
  }
}
