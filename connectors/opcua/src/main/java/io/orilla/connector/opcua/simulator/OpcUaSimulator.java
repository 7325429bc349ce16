package io.orilla.connector.opcua.simulator;

import io.orilla.connector.peer.FreePort;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigBuilder;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/**
 * A real OPC UA server on the loopback interface. It invents nothing: every value is served by its
 * owner and reaches every monitored item, with source time and raw status code. Its nodes are
 * {@code ns=2;s=<identifier>}. Needs {@code milo-sdk-server}. Thread-safe.
 */
public final class OpcUaSimulator implements AutoCloseable {
  static final String LOOPBACK = "127.0.0.1";

  private final int port;
  private final OpcUaServer server;
  private final ServedNamespace namespace;

  private OpcUaSimulator(int port, OpcUaServer server, ServedNamespace namespace) {
    this.port = port;
    this.server = server;
    this.namespace = namespace;
  }

  /**
   * Starts to listen, without security; its nodes have no value yet.
   *
   * @param port to listen on; 0 takes a free one
   * @param nodes data type by identifier
   * @param handOver is told of every value that a subscriber is about to be handed
   * @throws OrillaException PEER_UNAVAILABLE when the port is taken
   */
  public static OpcUaSimulator start(int port, Map<String, NodeId> nodes, HandOver handOver) {
    int bound = port == 0 ? FreePort.find() : port;
    return start(bound, config(Set.of(open(bound))).build(), nodes, handOver);
  }

  /** Starts to listen, also with security. */
  public static OpcUaSimulator start(
      int port, ServerSecurity security, Map<String, NodeId> nodes, HandOver handOver) {
    int bound = port == 0 ? FreePort.find() : port;
    Set<EndpointConfig> endpoints = new LinkedHashSet<>();
    endpoints.add(open(bound));
    endpoints.addAll(security.endpoints(open(bound)));
    OpcUaServerConfig config =
        config(endpoints)
            .setCertificateManager(security.certificates())
            .setIdentityValidator(security.users())
            .build();
    return start(bound, config, nodes, handOver);
  }

  private static OpcUaSimulator start(
      int port, OpcUaServerConfig config, Map<String, NodeId> nodes, HandOver handOver) {
    OpcUaServer server =
        new OpcUaServer(
            config,
            profile -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder().build()));
    // The session diagnostics of Milo 1.1.2 fail at every new session, and nobody reads them here.
    server.getServerNamespace().shutdown();
    ServedNamespace namespace = new ServedNamespace(server, nodes, handOver);
    namespace.startup();
    try {
      server.startup().join();
    } catch (CompletionException e) {
      namespace.shutdown();
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE,
          "the OPC UA server cannot listen on port " + port + ": choose another port",
          e);
    }
    return new OpcUaSimulator(port, server, namespace);
  }

  /** For anybody. It would also take a password in the clear, as careless servers do. */
  private static EndpointConfig open(int port) {
    return EndpointConfig.newBuilder()
        .setBindAddress(LOOPBACK)
        .setHostname(LOOPBACK)
        .setBindPort(port)
        .setSecurityPolicy(SecurityPolicy.None)
        .setSecurityMode(MessageSecurityMode.None)
        .addTokenPolicies(
            new UserTokenPolicy("anonymous", UserTokenType.Anonymous, null, null, null),
            new UserTokenPolicy(
                "clear", UserTokenType.UserName, null, null, SecurityPolicy.None.getUri()))
        .build();
  }

  private static OpcUaServerConfigBuilder config(Set<EndpointConfig> endpoints) {
    return OpcUaServerConfig.builder()
        .setApplicationName(LocalizedText.english("Orilla simulator"))
        .setApplicationUri(ServerSecurity.APPLICATION_URI)
        .setProductUri("urn:orilla")
        .setEndpoints(endpoints)
        .setCertificateManager(new DefaultCertificateManager(new MemoryCertificateQuarantine()));
  }

  public int port() {
    return port;
  }

  public String endpoint() {
    return "opc.tcp://" + LOOPBACK + ":" + port;
  }

  /**
   * Makes these the current values and hands each to all who monitor its node.
   *
   * @throws OrillaException DOES_NOT_EXIST for an unknown node
   */
  public void serve(List<ServedValue> values) {
    namespace.serve(values);
  }

  /** How many sessions monitor anything; one that was killed counts until its lifetime ends. */
  public int subscribers() {
    return namespace.subscribers();
  }

  /** How many of these nodes somebody monitors. */
  public int monitored(Collection<String> nodes) {
    return namespace.monitored(nodes);
  }

  /** Drops every connection. */
  @Override
  public void close() {
    server.shutdown().join();
    namespace.shutdown();
  }
}
