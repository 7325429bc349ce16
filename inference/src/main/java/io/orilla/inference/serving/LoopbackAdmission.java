package io.orilla.inference.serving;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.Set;

/** No page of the web is to ask this machine through a name of its own. */
public final class LoopbackAdmission implements Admission {
  private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

  @Override
  public void admit(String host, String authorization, String model) {
    int port = host.lastIndexOf(':');
    if (!HOSTS.contains(host) && !(port > 0 && HOSTS.contains(host.substring(0, port)))) {
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED, "this address is for this machine alone: ask 127.0.0.1");
    }
  }
}
