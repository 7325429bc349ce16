package io.orilla.connector.opcua;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;

/**
 * How a source reads its OPC UA server: the {@code settings} of its document.
 *
 * @param endpoint as {@code opc.tcp://10.1.2.3:4840}
 * @param security the security policy of the endpoint to use
 * @param mode whether messages are encrypted or only signed, where the policy is not None
 * @param serverName whom the server's certificate must be made for; empty for the endpoint's host
 * @param serverFingerprint SHA-256 of a certificate that is trusted; empty for none
 * @param username empty for an anonymous user
 * @param userCertificateFile in the node's secrets; empty for none
 * @param publishingInterval how often the server sends what has gathered
 * @param samplingInterval how often the server looks at a value; 0 takes every change it sees
 * @param queueSize how many values of a signal the server keeps until they are fetched
 */
record OpcUaSettings(
    String endpoint,
    SecurityPolicy security,
    MessageSecurityMode mode,
    String serverName,
    String serverFingerprint,
    String username,
    String passwordFile,
    String userCertificateFile,
    Duration publishingInterval,
    Duration samplingInterval,
    int queueSize) {
  private static final ConnectorDescription DESCRIPTION = ConnectorDescription.of("opcua");

  /** Policies whose algorithms are known to be weak (OPC 10000-7, 6.6). */
  private static final Set<SecurityPolicy> DEPRECATED =
      Set.of(SecurityPolicy.Basic128Rsa15, SecurityPolicy.Basic256);

  OpcUaSettings {
    if (!username.isEmpty() && !userCertificateFile.isEmpty()) {
      throw new OrillaException(
          ErrorCode.INVALID_DOCUMENT,
          "settings: a user has a username or a userCertificateFile, not both");
    }
    mode = security == SecurityPolicy.None ? MessageSecurityMode.None : mode;
  }

  static OpcUaSettings read(JsonNode settings) {
    return DESCRIPTION.schema().read(settings, OpcUaSettings.class);
  }

  static OpcUaSettings ofOutput(JsonNode settings) {
    return DESCRIPTION.readOfOutput(settings, OpcUaSettings.class);
  }

  UserTokenType user() {
    if (!userCertificateFile.isEmpty()) {
      return UserTokenType.Certificate;
    }
    return username.isEmpty() ? UserTokenType.Anonymous : UserTokenType.UserName;
  }

  /**
   * Whether a server may hand a subscription to another session: an anonymous user's only where
   * messages are signed (OPC 10000-4, 5.14.7).
   */
  boolean mayHandOver() {
    return security != SecurityPolicy.None || user() != UserTokenType.Anonymous;
  }

  boolean isDeprecated() {
    return isWeak(security);
  }

  static boolean isWeak(SecurityPolicy policy) {
    return DEPRECATED.contains(policy);
  }
}
