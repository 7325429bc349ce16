package io.orilla.node.enrol;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.node.Enrolment;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Who this node is, and how it knows its server. */
public final class Identity {
  private final PrivateKey key;
  private final Enrolment.Answer answer;

  Identity(PrivateKey key, Enrolment.Answer answer) {
    this.key = key;
    this.answer = answer;
  }

  public ObjectName node() {
    return answer.node();
  }

  /** By which the server knows this node. */
  public X509Certificate certificate() {
    return Pem.certificate(answer.certificate());
  }

  /** Where the server is, in the order to try. */
  public List<String> addresses() {
    return answer.addresses();
  }

  /** The key that signs desired states. */
  public PublicKey stateKey() {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(answer.stateKey()));
    } catch (GeneralSecurityException e) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "the key of desired states in the identity is damaged", e);
    }
  }

  /** Mutual TLS: shows the node's certificate, trusts the server's authority and no other. */
  public SSLContext tls() {
    X509Certificate authority = Pem.certificate(answer.authority());
    return Tls.mutual(key, certificate(), authority);
  }
}
