package io.orilla.model.node;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What a technician carries to a box: where the server is, how to know it, and a secret that works
 * once.
 *
 * @param addresses of the nodes' listener, as {@code https://10.1.2.3:8421}, in the order to try
 * @param authority fingerprint of the server's certificate authority (of its DER form)
 * @param secret 32 random bytes in base64url; the server keeps only its digest
 */
public record JoinToken(List<String> addresses, Digest authority, String secret) {
  private static final String PREFIX = "orilla-join-1.";

  public JoinToken {
    addresses = List.copyOf(addresses);
  }

  public String encode() {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(this));
  }

  /**
   * @throws OrillaException TOKEN_REFUSED when the text is no token
   */
  public static JoinToken decode(String text) {
    if (text.strip().startsWith(PREFIX)) {
      try {
        byte[] json = Base64.getUrlDecoder().decode(text.strip().substring(PREFIX.length()));
        return Json.read(new String(json, StandardCharsets.UTF_8), JoinToken.class);
      } catch (IllegalArgumentException | OrillaException e) {
        throw refused(e);
      }
    }
    throw refused(null);
  }

  private static OrillaException refused(@org.jspecify.annotations.Nullable Exception cause) {
    return new OrillaException(
        ErrorCode.TOKEN_REFUSED,
        "this is no join token: it begins with '"
            + PREFIX
            + "'; make one with 'orilla token' and copy it whole",
        cause);
  }

  /** The secret must not reach a log. */
  @Override
  public String toString() {
    return "JoinToken" + addresses;
  }
}
