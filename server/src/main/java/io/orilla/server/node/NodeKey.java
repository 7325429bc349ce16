package io.orilla.server.node;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.Enrolment;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;

/** The key that a box wants certified, once it proved that it holds it. */
final class NodeKey {
  private NodeKey() {}

  static PublicKey of(Enrolment.Request request) {
    return proven(request.publicKey(), request::verify);
  }

  static PublicKey of(Enrolment.Renewal request, ObjectName node, String serial) {
    return proven(request.publicKey(), key -> request.verify(key, node, serial));
  }

  private interface Proof {
    void verify(PublicKey key) throws GeneralSecurityException;
  }

  private static PublicKey proven(byte[] encoded, Proof proof) {
    try {
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
      if (((ECPublicKey) key).getParams().getOrder().bitLength() != 256) {
        throw OrillaException.invalid("publicKey: a node's key lies on the curve P-256");
      }
      proof.verify(key);
      return key;
    } catch (GeneralSecurityException e) {
      throw new OrillaException(
          ErrorCode.INVALID_ARGUMENT,
          "publicKey or proof is damaged: give a P-256 key as SubjectPublicKeyInfo in DER and its signature",
          e);
    }
  }
}
