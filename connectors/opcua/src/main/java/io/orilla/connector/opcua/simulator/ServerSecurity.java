package io.orilla.connector.opcua.simulator;

import io.orilla.connector.opcua.Algorithms;
import io.orilla.connector.opcua.SelfSigned;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.CompositeValidator;
import org.eclipse.milo.opcua.sdk.server.identity.IdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.X509IdentityValidator;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateManager;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;

/**
 * What a simulated server shows, and whom it lets in: by all policies, signed and encrypted.
 *
 * @param clients whose applications it trusts
 * @param passwords of its users
 * @param userCertificates whose it trusts
 */
public record ServerSecurity(
    KeyPair keys,
    X509Certificate certificate,
    Predicate<X509Certificate> clients,
    Map<String, String> passwords,
    Predicate<X509Certificate> userCertificates) {
  static final String APPLICATION_URI = "urn:orilla:simulator:server";
  private static final Duration LIFE = Duration.ofDays(365);
  private static final List<MessageSecurityMode> MODES =
      List.of(MessageSecurityMode.Sign, MessageSecurityMode.SignAndEncrypt);

  public ServerSecurity {
    passwords = Map.copyOf(passwords);
  }

  /** With a certificate made now, for anybody's application. */
  public static ServerSecurity made(Map<String, String> passwords, Instant now)
      throws GeneralSecurityException {
    KeyPair keys = SelfSigned.newKeys();
    SelfSigned draft =
        new SelfSigned(
            "Orilla simulator",
            APPLICATION_URI,
            List.of("localhost", OpcUaSimulator.LOOPBACK),
            now.minus(Duration.ofDays(1)),
            now.plus(LIFE));
    return new ServerSecurity(
        keys, draft.certificate(keys), client -> true, passwords, user -> true);
  }

  List<EndpointConfig> endpoints(EndpointConfig open) {
    return Stream.of(SecurityPolicy.values())
        .filter(policy -> policy != SecurityPolicy.None)
        .flatMap(policy -> MODES.stream().map(mode -> endpoint(open, policy, mode)))
        .toList();
  }

  private EndpointConfig endpoint(
      EndpointConfig open, SecurityPolicy policy, MessageSecurityMode mode) {
    Algorithms.provideFor(policy);
    return EndpointConfig.newBuilder()
        .setBindAddress(open.getBindAddress())
        .setHostname(open.getHostname())
        .setBindPort(open.getBindPort())
        .setCertificate(certificate)
        .setSecurityPolicy(policy)
        .setSecurityMode(mode)
        .addTokenPolicies(
            user(UserTokenType.Anonymous, policy),
            user(UserTokenType.UserName, policy),
            user(UserTokenType.Certificate, policy))
        .build();
  }

  private static UserTokenPolicy user(UserTokenType type, SecurityPolicy policy) {
    return new UserTokenPolicy(type + " " + policy, type, null, null, policy.getUri());
  }

  IdentityValidator users() {
    return new CompositeValidator(
        AnonymousIdentityValidator.INSTANCE,
        new UsernameIdentityValidator(
            told -> told.getPassword().equals(passwords.get(told.getUsername()))),
        new X509IdentityValidator(userCertificates));
  }

  CertificateManager certificates() {
    try {
      return new DefaultCertificateManager(
          new MemoryCertificateQuarantine(),
          DefaultApplicationGroup.createAndInitialize(
              new MemoryTrustListManager(), new MemoryCertificateStore(), own(), trust()));
    } catch (Exception e) {
      throw new IllegalStateException("all of it is in memory", e);
    }
  }

  private RsaSha256CertificateFactory own() {
    return new RsaSha256CertificateFactory() {
      @Override
      protected KeyPair createRsaSha256KeyPair() {
        return keys;
      }

      @Override
      protected X509Certificate[] createRsaSha256CertificateChain(KeyPair made) {
        return new X509Certificate[] {certificate};
      }
    };
  }

  private CertificateValidator trust() {
    return (chain, uri, hosts) -> {
      if (!clients.test(chain.getFirst())) {
        throw new UaException(StatusCodes.Bad_SecurityChecksFailed);
      }
    };
  }
}
