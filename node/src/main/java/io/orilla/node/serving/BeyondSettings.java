package io.orilla.node.serving;

import io.orilla.inference.serving.TokenAdmission.Token;
import io.orilla.model.error.OrillaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Serving models beyond this machine: by TLS only, and to those with a token only.
 *
 * @param host name or address of this machine at which it is opened, as {@code 0.0.0.0}
 * @param port of HTTPS
 * @param grpc port of gRPC; not opened without one
 * @param certificate chain, PEM
 * @param key of the certificate, PKCS #8, PEM
 */
public record BeyondSettings(
    String host, int port, Optional<Integer> grpc, Path certificate, Path key, List<Token> tokens) {
  public BeyondSettings {
    tokens = List.copyOf(tokens);
    if (tokens.isEmpty()) {
      throw OrillaException.invalid(
          "who may ask from beyond this machine needs a token: name some");
    }
  }
}
