package io.orilla.model.node;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Shows that a key's owner speaks: its SHA256withECDSA signature over a statement. */
final class Possession {
  private static final String ALGORITHM = "SHA256withECDSA";

  private Possession() {}

  static byte[] prove(PrivateKey key, String statement) throws GeneralSecurityException {
    Signature signer = Signature.getInstance(ALGORITHM);
    signer.initSign(key);
    signer.update(statement.getBytes(StandardCharsets.UTF_8));
    return signer.sign();
  }

  static void require(PublicKey key, byte[] proof, String statement, ErrorCode otherwise)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance(ALGORITHM);
    verifier.initVerify(key);
    verifier.update(statement.getBytes(StandardCharsets.UTF_8));
    if (!verifier.verify(proof)) {
      throw new OrillaException(otherwise, "the node does not prove that it holds its key");
    }
  }
}
