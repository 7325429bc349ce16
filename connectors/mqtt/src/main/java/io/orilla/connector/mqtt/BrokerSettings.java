package io.orilla.connector.mqtt;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.connector.peer.PeerUser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whom to connect, and how: see the schema. */
public record BrokerSettings(
    String url,
    Version version,
    String clientId,
    Duration sessionExpiry,
    String username,
    String passwordFile,
    String trustFile,
    String credentialFile,
    Duration keepAlive) {
  private static final int PORT = 1883;
  private static final int TLS_PORT = 8883;

  /** Of the protocol. */
  public enum Version {
    @JsonProperty("5")
    FIVE,
    @JsonProperty("3.1.1")
    THREE
  }

  /** A source's settings without its client id. */
  public static JsonNode visiting(JsonNode settings) {
    JsonNode visiting = settings.deepCopy();
    if (visiting.path("broker") instanceof ObjectNode broker) {
      broker.remove("clientId");
    }
    return visiting;
  }

  String host() {
    return URI.create(url).getHost();
  }

  int port() {
    int port = URI.create(url).getPort();
    return port >= 0 ? port : isSecure() ? TLS_PORT : PORT;
  }

  boolean isSecure() {
    return url.startsWith("mqtts:");
  }

  boolean keepsSession() {
    return !clientId.isEmpty();
  }

  PeerUser user() {
    return new PeerUser("settings.broker", username, passwordFile);
  }

  byte[] password() {
    return NodeFiles.secret("settings.broker.passwordFile", passwordFile)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Whom the broker's certificate must come from; none stands for those whom the system trusts. */
  Optional<TrustManagerFactory> trust() {
    return NodeFiles.trust("settings.broker.trustFile", trustFile);
  }

  /** Who the node is to the broker; none where nobody asks. */
  Optional<KeyManagerFactory> keys() {
    return NodeFiles.keys("settings.broker.credentialFile", credentialFile);
  }
}
