package io.orilla.connector.opcua;

import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;

/** What the JDK lacks of the algorithms that security policies need. */
public final class Algorithms {
  private Algorithms() {}

  /**
   * Milo asks for those of Aes256_Sha256_RsaPss by names that Bouncy Castle alone knows. It is
   * asked after the JDK's providers, and not loaded for the other policies.
   */
  public static void provideFor(SecurityPolicy policy) {
    if (policy == SecurityPolicy.Aes256_Sha256_RsaPss
        && Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }
}
