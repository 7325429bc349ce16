package io.orilla.node.serving;

import io.orilla.inference.rest.RestSettings;
import io.orilla.inference.serving.ServingSettings;
import io.orilla.model.error.OrillaException;
import java.util.Optional;

/**
 * How the node serves its models to others.
 *
 * @param open whether it does
 * @param port on loopback; 0 for any that is free
 * @param grpc port of gRPC on loopback, which is opened only when it is named; 0 for any
 * @param beyond how those are served that are not on this machine; nobody is without it
 * @param threads that run graphs for others
 */
public record InferenceSettings(
    boolean open,
    int port,
    Optional<Integer> grpc,
    Optional<BeyondSettings> beyond,
    int threads,
    RestSettings rest,
    ServingSettings models) {
  public static final InferenceSettings DEFAULT =
      new InferenceSettings(
          true,
          0,
          Optional.empty(),
          Optional.empty(),
          1,
          RestSettings.DEFAULT,
          ServingSettings.DEFAULT);

  public InferenceSettings {
    if (beyond.isPresent() && !open) {
      throw OrillaException.invalid("inference.beyond needs inference.open");
    }
    if (threads < 1) {
      throw OrillaException.invalid("threads is 1 or more, not " + threads);
    }
  }

  /**
   * Whether something else than loopback by HTTP was asked for, which is not to wait for a client.
   */
  boolean isDeclared() {
    return grpc.isPresent() || beyond.isPresent();
  }
}
