package io.orilla.connector.opcua;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.TrustFolder;
import io.orilla.model.error.OrillaException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;

/** What a server means that gives no session, and what to do about it. */
record Refusal(OpcUaSettings settings, Optional<ClientCertificate> shown) {
  /** A server tells no stranger more than that something is wrong (OPC 10000-4, 6.1.3). */
  private static final Set<Long> CERTIFICATE =
      Set.of(
          StatusCodes.Bad_SecurityChecksFailed,
          StatusCodes.Bad_CertificateUntrusted,
          StatusCodes.Bad_CertificateInvalid,
          StatusCodes.Bad_CertificateTimeInvalid,
          StatusCodes.Bad_CertificateUriInvalid,
          StatusCodes.Bad_CertificateUseNotAllowed,
          StatusCodes.Bad_CertificateChainIncomplete,
          StatusCodes.Bad_CertificatePolicyCheckFailed,
          StatusCodes.Bad_CertificateRevocationUnknown);

  private static final Set<Long> USER =
      Set.of(
          StatusCodes.Bad_IdentityTokenRejected,
          StatusCodes.Bad_IdentityTokenInvalid,
          StatusCodes.Bad_UserAccessDenied,
          StatusCodes.Bad_UserSignatureInvalid);

  static boolean isOfCertificate(OrillaException failure) {
    return isOneOf(CERTIFICATE, failure);
  }

  private static boolean isOneOf(Set<Long> codes, OrillaException failure) {
    return UaException.extractStatusCode(failure)
        .filter(status -> codes.contains(status.value()))
        .isPresent();
  }

  OrillaException explained(OrillaException failure) {
    if (isOneOf(USER, failure)) {
      return Closing.refused(
          "%s refuses %s: %s".formatted(settings.endpoint(), user(), Closing.reason(failure)),
          failure);
    }
    if (shown.isPresent() && isOfCertificate(failure)) {
      return Closing.unavailable(
          "%s does not trust this node's certificate, thumbprint %s: have it trusted at the server, where it mostly lies among the rejected ones, or bring it %s (%s)"
              .formatted(
                  settings.endpoint(),
                  TrustFolder.thumbprint(shown.get().newest()),
                  shown.get().file(),
                  Closing.reason(failure)),
          failure);
    }
    return failure;
  }

  private String user() {
    return switch (settings.user()) {
      case UserName ->
          "the user '%s'; check settings.username and the file %s among the node's secrets"
              .formatted(settings.username(), settings.passwordFile());
      case Certificate ->
          "the user's certificate in %s among the node's secrets; have it trusted at the server"
              .formatted(settings.userCertificateFile());
      case Anonymous, IssuedToken -> "anonymous users; set settings.username";
    };
  }
}
