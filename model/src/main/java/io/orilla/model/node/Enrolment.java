package io.orilla.model.node;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;

/**
 * The messages by which a box gets a certificate: with a token ({@code POST /node/v1/enrol}, the
 * only request without a client certificate) or with the certificate before ({@code POST
 * /node/v1/renew}). Format: {@code docs/format/enrolment.md}.
 */
public final class Enrolment {
  /** In which each answer names the authority that issues now, by its fingerprint. */
  public static final String AUTHORITY_HEADER = "Orilla-Authority";

  private Enrolment() {}

  /**
   * @param secret of the join token
   * @param publicKey the node's EC P-256 key, SubjectPublicKeyInfo in DER
   * @param proof that the sender holds the private key
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
  public record Request(String secret, ObjectName node, byte[] publicKey, byte[] proof) {
    public static Request make(
        String secret, ObjectName node, PublicKey publicKey, PrivateKey privateKey)
        throws GeneralSecurityException {
      byte[] proof = Possession.prove(privateKey, statement(secret, node));
      return new Request(secret, node, publicKey.getEncoded(), proof);
    }

    /**
     * @throws OrillaException TOKEN_REFUSED when the sender does not hold the private key
     */
    public void verify(PublicKey key) throws GeneralSecurityException {
      Possession.require(key, proof, statement(secret, node), ErrorCode.TOKEN_REFUSED);
    }
  }

  /**
   * @param publicKey to be certified from now on, the old one or another
   * @param proof that the sender holds its private key, too: the old one's was shown by TLS
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
  public record Renewal(byte[] publicKey, byte[] proof) {
    /**
     * @param serial of the certificate that is renewed, hexadecimal
     */
    public static Renewal make(
        ObjectName node, String serial, PublicKey publicKey, PrivateKey privateKey)
        throws GeneralSecurityException {
      byte[] proof = Possession.prove(privateKey, renewal(node, serial));
      return new Renewal(publicKey.getEncoded(), proof);
    }

    /**
     * @throws OrillaException NOT_ALLOWED when the sender does not hold the private key
     */
    public void verify(PublicKey key, ObjectName node, String serial)
        throws GeneralSecurityException {
      Possession.require(key, proof, renewal(node, serial), ErrorCode.NOT_ALLOWED);
    }
  }

  /**
   * @param certificate the node's client certificate, PEM
   * @param authorities certificates of the authorities that the node is to trust, PEM, the one that
   *     issues first
   * @param stateKey the Ed25519 key that signs desired states, SubjectPublicKeyInfo in DER
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, compared by nobody
  public record Answer(
      ObjectName node,
      String certificate,
      List<String> authorities,
      byte[] stateKey,
      List<String> addresses) {
    public Answer {
      authorities = List.copyOf(authorities);
      addresses = List.copyOf(addresses);
    }
  }

  private static String statement(String secret, ObjectName node) {
    return "orilla enrolment v1\n" + node + "\n" + Digest.ofText(secret);
  }

  private static String renewal(ObjectName node, String serial) {
    return "orilla renewal v1\n" + node + "\n" + serial;
  }
}
