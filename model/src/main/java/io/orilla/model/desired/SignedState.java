package io.orilla.model.desired;

import static java.util.Objects.requireNonNull;

import io.orilla.model.content.Json;
import io.orilla.model.content.Signing;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;

/**
 * A desired state with the server's Ed25519 signature (RFC 8032) over its exact bytes.
 *
 * @param payload the desired state's JSON
 * @param successions from keys that nodes may still trust to the one that signed this
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are what is signed
public record SignedState(byte[] payload, byte[] signature, List<KeySuccession> successions) {
  private static final Signing SIGNING = new Signing("orilla desired state v1");

  public SignedState {
    successions = successions == null ? List.of() : List.copyOf(successions);
  }

  public SignedState(byte[] payload, byte[] signature) {
    this(payload, signature, List.of());
  }

  public SignedState with(List<KeySuccession> keys) {
    return new SignedState(payload, signature, keys);
  }

  public static SignedState sign(DesiredState state, PrivateKey key) {
    byte[] payload = Json.bytes(state);
    return new SignedState(payload, SIGNING.sign(payload, key));
  }

  /** Whether the bytes were signed with the key's twin. */
  public boolean isSignedBy(PublicKey key) {
    return SIGNING.isSigned(payload, signature, key);
  }

  /**
   * The one of these keys that signed the bytes.
   *
   * @throws OrillaException SIGNATURE_INVALID when none did
   */
  public PublicKey signer(List<PublicKey> keys) {
    return keys.stream()
        .filter(this::isSignedBy)
        .findFirst()
        .orElseThrow(
            () ->
                new OrillaException(
                    ErrorCode.SIGNATURE_INVALID,
                    "the desired state is not signed by this node's server; it is not taken over, and what runs goes on"));
  }

  /**
   * @throws OrillaException SIGNATURE_INVALID when the bytes were not signed with the key's twin
   */
  public DesiredState verify(PublicKey key) {
    return verify(List.of(key));
  }

  /**
   * @throws OrillaException SIGNATURE_INVALID when the bytes were not signed with the twin of one
   *     of the keys
   */
  public DesiredState verify(List<PublicKey> keys) {
    requireNonNull(signer(keys));
    return Json.read(payload, DesiredState.class);
  }
}
