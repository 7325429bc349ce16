package io.orilla.model.content;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/**
 * Ed25519 signatures (RFC 8032) over what a statement is and its exact bytes, so that none is taken
 * for one of another kind.
 *
 * @param context what is signed, as {@code orilla commands v1}; a line feed parts it from the bytes
 */
public record Signing(String context) {
  public static final String ALGORITHM = "Ed25519";

  public byte[] sign(byte[] payload, PrivateKey key) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(key);
      signer.update(prefix());
      signer.update(payload);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new OrillaException(ErrorCode.INTERNAL_ERROR, "cannot sign " + context, e);
    }
  }

  /**
   * Whether the bytes were signed with the key's twin; not, when it is no key for this, or what
   * came had no bytes or no signature.
   */
  public boolean isSigned(byte @Nullable [] payload, byte @Nullable [] signature, PublicKey key) {
    if (payload == null || signature == null) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(prefix());
      verifier.update(payload);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] prefix() {
    return (context + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}
