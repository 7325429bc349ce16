package io.orilla.model.command;

import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/**
 * A list of commands with the server's Ed25519 signature (RFC 8032) over its exact bytes.
 *
 * @param payload the list's JSON
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are what is signed
public record SignedCommands(byte[] payload, byte[] signature) {
  private static final byte[] CONTEXT = "orilla commands v1\n".getBytes(StandardCharsets.US_ASCII);

  public static SignedCommands sign(CommandList list, PrivateKey key) {
    byte[] payload = Json.bytes(list);
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(CONTEXT);
      signer.update(payload);
      return new SignedCommands(payload, signer.sign());
    } catch (GeneralSecurityException e) {
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot sign the commands", e);
    }
  }

  /**
   * @throws OrillaException SIGNATURE_INVALID when the bytes were not signed with the key's twin
   */
  public CommandList verify(PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(CONTEXT);
      verifier.update(payload);
      if (verifier.verify(signature)) {
        return Json.read(payload, CommandList.class);
      }
    } catch (GeneralSecurityException e) {
      throw refused(e);
    }
    throw refused(null);
  }

  private static OrillaException refused(@Nullable Exception cause) {
    OrillaException refusal =
        new OrillaException(
            ErrorCode.SIGNATURE_INVALID,
            "the commands are not signed by this node's server; none is acted on");
    if (cause != null) {
      refusal.initCause(cause);
    }
    return refusal;
  }
}
