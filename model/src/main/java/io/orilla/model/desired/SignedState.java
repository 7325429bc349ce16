package io.orilla.model.desired;

import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/**
 * A desired state with the server's Ed25519 signature (RFC 8032) over its exact bytes.
 *
 * @param payload the desired state's JSON
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are what is signed
public record SignedState(byte[] payload, byte[] signature) {
  private static final byte[] CONTEXT =
      "orilla desired state v1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  public static SignedState sign(DesiredState state, PrivateKey key) {
    byte[] payload = Json.bytes(state);
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(CONTEXT);
      signer.update(payload);
      return new SignedState(payload, signer.sign());
    } catch (GeneralSecurityException e) {
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot sign the desired state", e);
    }
  }

  /**
   * @throws OrillaException SIGNATURE_INVALID when the bytes were not signed with the key's twin
   */
  public DesiredState verify(PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(CONTEXT);
      verifier.update(payload);
      if (verifier.verify(signature)) {
        return Json.read(payload, DesiredState.class);
      }
    } catch (GeneralSecurityException e) {
      throw refused(e);
    }
    throw refused(null);
  }

  private static OrillaException refused(@org.jspecify.annotations.Nullable Exception cause) {
    OrillaException refusal =
        new OrillaException(
            ErrorCode.SIGNATURE_INVALID,
            "the desired state is not signed by this node's server; it is not taken over, and what runs goes on");
    if (cause != null) {
      refusal.initCause(cause);
    }
    return refusal;
  }
}
