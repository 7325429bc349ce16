package io.orilla.connector.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.orilla.connector.peer.Closing;
import io.orilla.model.error.OrillaException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;

/**
 * Finds the endpoint with the wanted security policy among those a server offers (OPC 10000-4,
 * 5.5.4). The address that the user gave is used, not the server's own idea of its host name.
 */
final class Endpoints {
  private static final int SESSION_TIMEOUT_MILLIS = 30_000;

  private final OpcUaSettings settings;
  private final MiloThreads threads;
  private final Closing closing;

  Endpoints(OpcUaSettings settings, MiloThreads threads, Closing closing) {
    this.settings = settings;
    this.threads = threads;
    this.closing = closing;
  }

  /** A client for the endpoint, not yet connected. */
  OpcUaClient client() {
    List<EndpointDescription> offered =
        closing.await(
            DiscoveryClient.getEndpoints(settings.endpoint(), threads::configure),
            Closing.PATIENCE,
            "asking " + settings.endpoint() + " for its endpoints");
    OpcUaClientConfig config =
        OpcUaClientConfig.builder()
            .setEndpoint(choose(offered))
            .setApplicationName(LocalizedText.english("Orilla node"))
            .setApplicationUri("urn:orilla:node")
            .setProductUri("urn:orilla")
            .setSessionName(() -> "orilla-" + UUID.randomUUID())
            .setSessionTimeout(uint(SESSION_TIMEOUT_MILLIS))
            .setRequestTimeout(uint(Closing.PATIENCE.toMillis()))
            .build();
    try {
      return OpcUaClient.create(config, threads::configure);
    } catch (UaException e) {
      throw Closing.unavailable("no client for " + settings.endpoint(), e);
    }
  }

  private EndpointDescription choose(List<EndpointDescription> offered) {
    SecurityPolicy policy =
        switch (settings.security()) {
          case NONE -> SecurityPolicy.None;
        };
    URI address = URI.create(settings.endpoint());
    return offered.stream()
        .filter(endpoint -> policy.getUri().equals(endpoint.getSecurityPolicyUri()))
        .filter(Endpoints::isBinaryOverTcp)
        .filter(Endpoints::admitsAnybody)
        .findFirst()
        .map(
            found ->
                EndpointUtil.updateUrl(
                    found, address.getHost(), EndpointUtil.getPort(settings.endpoint())))
        .orElseThrow(() -> noneFits(offered));
  }

  private static boolean isBinaryOverTcp(EndpointDescription endpoint) {
    return Stack.TCP_UASC_UABINARY_TRANSPORT_URI.equals(endpoint.getTransportProfileUri());
  }

  private static boolean admitsAnybody(EndpointDescription endpoint) {
    var tokens = endpoint.getUserIdentityTokens();
    return tokens != null
        && Arrays.stream(tokens).anyMatch(token -> token.getTokenType() == UserTokenType.Anonymous);
  }

  private OrillaException noneFits(List<EndpointDescription> offered) {
    return Closing.unavailable(
        "%s has no endpoint with security None that admits anonymous users; it offers %s"
            .formatted(
                settings.endpoint(),
                offered.stream().map(EndpointDescription::getSecurityPolicyUri).toList()));
  }
}
