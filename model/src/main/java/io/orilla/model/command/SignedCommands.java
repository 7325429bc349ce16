package io.orilla.model.command;

import io.orilla.model.content.Json;
import io.orilla.model.content.Signing;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * A list of commands with the server's Ed25519 signature (RFC 8032) over its exact bytes.
 *
 * @param payload the list's JSON
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are what is signed
public record SignedCommands(byte[] payload, byte[] signature) {
  private static final Signing SIGNING = new Signing("orilla commands v1");

  public static SignedCommands sign(CommandList list, PrivateKey key) {
    byte[] payload = Json.bytes(list);
    return new SignedCommands(payload, SIGNING.sign(payload, key));
  }

  /**
   * @throws OrillaException SIGNATURE_INVALID when the bytes were not signed with the key's twin
   */
  public CommandList verify(PublicKey key) {
    if (!SIGNING.isSigned(payload, signature, key)) {
      throw new OrillaException(
          ErrorCode.SIGNATURE_INVALID,
          "the commands are not signed by this node's server; none is acted on");
    }
    return Json.read(payload, CommandList.class);
  }
}
