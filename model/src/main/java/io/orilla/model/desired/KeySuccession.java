package io.orilla.model.desired;

import io.orilla.model.content.Signing;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Says that another key signs desired states from now on, signed by the key before it.
 *
 * @param key the successor, Ed25519, SubjectPublicKeyInfo in DER
 * @param signature of its predecessor
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the bytes are what is signed
public record KeySuccession(byte[] key, byte[] signature) {
  private static final Signing SIGNING = new Signing("orilla state key v1");

  public static KeySuccession sign(PublicKey successor, PrivateKey predecessor) {
    byte[] key = successor.getEncoded();
    return new KeySuccession(key, SIGNING.sign(key, predecessor));
  }

  private PublicKey successor() {
    try {
      return KeyFactory.getInstance(Signing.ALGORITHM).generatePublic(new X509EncodedKeySpec(key));
    } catch (GeneralSecurityException e) {
      throw new OrillaException(ErrorCode.SIGNATURE_INVALID, "a key's successor is no key", e);
    }
  }

  /** The keys that a trusted key leads to, itself first; an unsigned one leads nowhere. */
  public static List<PublicKey> from(PublicKey trusted, List<KeySuccession> successions) {
    List<PublicKey> keys = new ArrayList<>(List.of(trusted));
    for (int i = 0; i < keys.size() && keys.size() <= successions.size(); i++) {
      for (KeySuccession succession : successions) {
        if (SIGNING.isSigned(succession.key(), succession.signature(), keys.get(i))) {
          PublicKey successor = succession.successor();
          if (!keys.contains(successor)) {
            keys.add(successor);
          }
        }
      }
    }
    return keys;
  }
}
