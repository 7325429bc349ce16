package io.orilla.server.authority;

import io.orilla.model.command.CommandList;
import io.orilla.model.command.SignedCommands;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.SignedState;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * The Ed25519 key (RFC 8032) that signs desired states and commands, made on the first start.
 * Thread-safe.
 */
public final class StateSigner {
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private StateSigner(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** Opens the key kept in this folder, or makes it. */
  public static StateSigner open(Path folder) {
    SecretFile file = new SecretFile(folder.resolve("state.pem"));
    try {
      if (!file.exists()) {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        file.write(
            new PemObject(PRIVATE, pair.getPrivate().getEncoded()),
            new PemObject(PUBLIC, pair.getPublic().getEncoded()));
      }
      List<byte[]> entries = file.read(PRIVATE, PUBLIC);
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      return new StateSigner(
          keys.generatePrivate(new PKCS8EncodedKeySpec(entries.get(0))),
          keys.generatePublic(new X509EncodedKeySpec(entries.get(1))));
    } catch (GeneralSecurityException e) {
      throw CertificateAuthority.failed("open the key that signs states", e);
    }
  }

  public SignedState sign(DesiredState state) {
    return SignedState.sign(state, privateKey);
  }

  public SignedCommands sign(CommandList commands) {
    return SignedCommands.sign(commands, privateKey);
  }

  public PublicKey publicKey() {
    return publicKey;
  }
}
