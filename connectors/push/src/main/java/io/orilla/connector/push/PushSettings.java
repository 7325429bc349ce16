package io.orilla.connector.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.connector.peer.PemFile;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.connector.SettingsSchema;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.net.InetSocketAddress;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The {@code settings} of a source's document, see its schema. */
record PushSettings(
    String listen,
    String path,
    String credentialFile,
    String tokenFile,
    Duration silence,
    int requestsPerSecond,
    int bytes) {
  private static final SettingsSchema SCHEMA = ConnectorDescription.of("push").schema();
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * @throws OrillaException INVALID_DOCUMENT with what is wrong
   */
  static PushSettings read(JsonNode json) {
    PushSettings settings = SCHEMA.read(json, PushSettings.class);
    if (!settings.isLocal()
        && (settings.credentialFile().isEmpty() || settings.tokenFile().isEmpty())) {
      throw new OrillaException(
          ErrorCode.INVALID_DOCUMENT,
          "settings.listen: '%s' is not for this machine alone: it needs credentialFile and tokenFile"
              .formatted(settings.listen()));
    }
    return settings;
  }

  boolean isLocal() {
    return LOOPBACK.contains(host());
  }

  /** Whether a request means this machine, and no name that a web page gave it. */
  static boolean isLocal(String hostHeader) {
    return LOOPBACK.contains(hostHeader.replaceFirst(":\\d+$", ""));
  }

  private String host() {
    return listen.substring(0, listen.lastIndexOf(':'));
  }

  /**
   * What who posts must show; empty for nothing.
   *
   * @throws OrillaException PEER_UNAVAILABLE when its file is not there, or empty
   */
  String token() {
    String token = NodeFiles.secret("settings.tokenFile", tokenFile);
    if (!tokenFile.isEmpty() && token.isBlank()) {
      throw Closing.unavailable("settings.tokenFile: its first line is empty");
    }
    return token;
  }

  /**
   * What it shows; none where it speaks in the clear.
   *
   * @throws OrillaException PEER_UNAVAILABLE when nobody would post to a door that shows them
   */
  List<X509Certificate> certificates() {
    if (credentialFile.isEmpty()) {
      return List.of();
    }
    PemFile credential = NodeFiles.credential("settings.credentialFile", credentialFile);
    try {
      credential.certificates().getFirst().checkValidity();
      return credential.certificates();
    } catch (CertificateExpiredException e) {
      throw Closing.unavailable(
          "settings.credentialFile: the certificate in %s expired (%s); renew it, or set this node's clock"
              .formatted(credentialFile, e.getMessage()));
    } catch (CertificateNotYetValidException e) {
      throw Closing.unavailable(
          "settings.credentialFile: the certificate in %s is not valid yet (%s); set this node's clock"
              .formatted(credentialFile, e.getMessage()));
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(
        host(), Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1)));
  }

  /** The peer as threads and messages name it. */
  String peer() {
    return "push " + listen + path;
  }
}
