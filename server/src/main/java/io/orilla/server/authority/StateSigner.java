package io.orilla.server.authority;

import io.orilla.model.command.CommandList;
import io.orilla.model.command.SignedCommands;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.KeySuccession;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * The Ed25519 key (RFC 8032) that signs desired states and commands, made on the first start.
 * Thread-safe.
 */
public final class StateSigner {
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String SIGNATURE = "SIGNATURE";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private final List<KeySuccession> successions;

  private StateSigner(PrivateKey privateKey, PublicKey publicKey, List<KeySuccession> successions) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.successions = List.copyOf(successions);
  }

  /** Opens the key kept in this folder, or makes it. */
  public static StateSigner open(Path folder) {
    SecretFile file = new SecretFile(folder.resolve("state.pem"));
    try {
      if (!file.exists()) {
        save(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair(), file);
      }
      List<byte[]> entries = file.read(PRIVATE, PUBLIC);
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      return new StateSigner(
          keys.generatePrivate(new PKCS8EncodedKeySpec(entries.get(0))),
          keys.generatePublic(new X509EncodedKeySpec(entries.get(1))),
          successions(successionsFile(folder)));
    } catch (GeneralSecurityException e) {
      throw CertificateAuthority.failed("open the key that signs states", e);
    }
  }

  /**
   * Makes a successor of the key kept in this folder, signed by it: nodes that trust the one before
   * take over the successor with the next state.
   */
  public static StateSigner rotate(Path folder) {
    StateSigner old = open(folder);
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      List<KeySuccession> successions = new ArrayList<>(old.successions);
      successions.add(KeySuccession.sign(pair.getPublic(), old.privateKey));
      successionsFile(folder)
          .write(
              successions.stream()
                  .flatMap(
                      step ->
                          Stream.of(
                              new PemObject(PUBLIC, step.key()),
                              new PemObject(SIGNATURE, step.signature())))
                  .toArray(PemObject[]::new));
      save(pair, new SecretFile(folder.resolve("state.pem")));
      return open(folder);
    } catch (GeneralSecurityException e) {
      throw CertificateAuthority.failed("make a key that signs states", e);
    }
  }

  private static void save(KeyPair pair, SecretFile file) {
    file.write(
        new PemObject(PRIVATE, pair.getPrivate().getEncoded()),
        new PemObject(PUBLIC, pair.getPublic().getEncoded()));
  }

  private static SecretFile successionsFile(Path folder) {
    return new SecretFile(folder.resolve("state-successions.pem"));
  }

  private static List<KeySuccession> successions(SecretFile file) {
    List<KeySuccession> successions = new ArrayList<>();
    if (file.exists()) {
      List<byte[]> entries = file.readAll(PUBLIC, SIGNATURE);
      for (int i = 0; i < entries.size(); i += 2) {
        successions.add(new KeySuccession(entries.get(i), entries.get(i + 1)));
      }
    }
    return successions;
  }

  /** Which keys signed before, each signing the next one. */
  public List<KeySuccession> successions() {
    return successions;
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
