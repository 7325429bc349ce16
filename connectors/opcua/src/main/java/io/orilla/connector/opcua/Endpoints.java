package io.orilla.connector.opcua;

import io.orilla.connector.peer.Closing;
import io.orilla.model.error.OrillaException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;

/**
 * Chooses the endpoint among those that a server offers (OPC 10000-4, 5.5.4): of the security that
 * the source asks for and of no other, whoever may have tampered with the list. The address that
 * the user gave is used, not the server's own idea of its host name.
 */
final class Endpoints {
  private final OpcUaSettings settings;

  Endpoints(OpcUaSettings settings) {
    this.settings = settings;
  }

  /** The endpoint, with the one policy by which its user is told. */
  EndpointDescription choose(List<EndpointDescription> offered) {
    List<EndpointDescription> fitting = offered.stream().filter(this::isAsSecure).toList();
    if (fitting.isEmpty()) {
      throw refused(
          "security %s, mode %s".formatted(settings.security(), settings.mode()),
          offered.stream().map(Endpoints::security).distinct().toList());
    }
    for (EndpointDescription endpoint : fitting) {
      Optional<UserTokenPolicy> user = user(endpoint);
      if (user.isPresent()) {
        return reachedAs(endpoint, user.get());
      }
    }
    throw refused(
        "a user of the kind %s that is safe there".formatted(settings.user()),
        fitting.stream().flatMap(Endpoints::users).map(Endpoints::user).distinct().toList());
  }

  private boolean isAsSecure(EndpointDescription endpoint) {
    return Stack.TCP_UASC_UABINARY_TRANSPORT_URI.equals(endpoint.getTransportProfileUri())
        && settings.security().getUri().equals(endpoint.getSecurityPolicyUri())
        && settings.mode() == endpoint.getSecurityMode();
  }

  private Optional<UserTokenPolicy> user(EndpointDescription endpoint) {
    return users(endpoint)
        .filter(user -> user.getTokenType() == settings.user())
        .filter(user -> isSafe(endpoint, user))
        .findFirst();
  }

  /**
   * Whether it tells nobody a secret: a password goes through an encrypted channel or is encrypted
   * itself; what is signed is signed with something that holds.
   */
  private boolean isSafe(EndpointDescription endpoint, UserTokenPolicy user) {
    Optional<SecurityPolicy> policy = policy(endpoint, user);
    boolean holds =
        policy.isPresent()
            && policy.get() != SecurityPolicy.None
            && (policy.get() == settings.security() || !OpcUaSettings.isWeak(policy.get()));
    return switch (settings.user()) {
      case Anonymous -> true;
      case UserName -> holds || settings.mode() == MessageSecurityMode.SignAndEncrypt;
      case Certificate -> holds;
      case IssuedToken -> false;
    };
  }

  private static Optional<SecurityPolicy> policy(
      EndpointDescription endpoint, UserTokenPolicy user) {
    String own = user.getSecurityPolicyUri();
    return SecurityPolicy.fromUriSafe(
        own == null || own.isEmpty() ? endpoint.getSecurityPolicyUri() : own);
  }

  private EndpointDescription reachedAs(EndpointDescription endpoint, UserTokenPolicy user) {
    EndpointDescription narrowed =
        new EndpointDescription(
            endpoint.getEndpointUrl(),
            endpoint.getServer(),
            endpoint.getServerCertificate(),
            endpoint.getSecurityMode(),
            endpoint.getSecurityPolicyUri(),
            new UserTokenPolicy[] {user},
            endpoint.getTransportProfileUri(),
            endpoint.getSecurityLevel());
    return EndpointUtil.updateUrl(
        narrowed,
        EndpointUtil.getHost(settings.endpoint()),
        EndpointUtil.getPort(settings.endpoint()));
  }

  private static Stream<UserTokenPolicy> users(EndpointDescription endpoint) {
    return Optional.ofNullable(endpoint.getUserIdentityTokens()).stream().flatMap(Arrays::stream);
  }

  private static String user(UserTokenPolicy user) {
    String policy = user.getSecurityPolicyUri();
    return policy == null || policy.isEmpty()
        ? user.getTokenType().toString()
        : user.getTokenType() + " by " + local(policy);
  }

  private static String security(EndpointDescription endpoint) {
    return endpoint.getSecurityMode() == MessageSecurityMode.None
        ? "None"
        : local(String.valueOf(endpoint.getSecurityPolicyUri())) + " " + endpoint.getSecurityMode();
  }

  private static String local(String policy) {
    return policy.substring(policy.indexOf('#') + 1);
  }

  private OrillaException refused(String wanted, List<String> offered) {
    return Closing.unavailable(
        "%s offers no endpoint with %s; it offers %s"
            .formatted(settings.endpoint(), wanted, offered));
  }
}
