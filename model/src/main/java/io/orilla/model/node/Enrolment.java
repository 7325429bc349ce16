package io.orilla.model.node;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;

/**
 * The two messages of {@code POST /node/v1/enrol}, the only request without a client certificate.
 */
public final class Enrolment {
  private Enrolment() {}

  /**
   * @param secret of the join token
   * @param publicKey the node's EC P-256 key, SubjectPublicKeyInfo in DER
   * @param proof its signature (SHA256withECDSA) over {@link #statement}: possession of the private
   *     key
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
  public record Request(String secret, ObjectName node, byte[] publicKey, byte[] proof) {
    public static Request make(
        String secret, ObjectName node, PublicKey publicKey, PrivateKey privateKey)
        throws GeneralSecurityException {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(privateKey);
      signer.update(statement(secret, node));
      return new Request(secret, node, publicKey.getEncoded(), signer.sign());
    }

    /**
     * @throws OrillaException TOKEN_REFUSED when the sender does not hold the private key
     */
    public void verify(PublicKey key) throws GeneralSecurityException {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(statement(secret, node));
      if (!verifier.verify(proof)) {
        throw new OrillaException(
            ErrorCode.TOKEN_REFUSED, "the node does not prove that it holds its key");
      }
    }
  }

  /**
   * @param certificate the node's client certificate, PEM
   * @param authority the authority's certificate, PEM
   * @param stateKey the Ed25519 key that signs desired states, SubjectPublicKeyInfo in DER
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
  public record Answer(
      ObjectName node,
      String certificate,
      String authority,
      byte[] stateKey,
      List<String> addresses) {}

  private static byte[] statement(String secret, ObjectName node) {
    return ("orilla enrolment v1\n" + node + "\n" + Digest.ofText(secret))
        .getBytes(StandardCharsets.UTF_8);
  }
}
