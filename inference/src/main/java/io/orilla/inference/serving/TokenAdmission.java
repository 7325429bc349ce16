package io.orilla.inference.serving;

import io.orilla.model.content.Digest;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets in who has a token, each for its models and so often. */
public final class TokenAdmission implements Admission {
  private static final String SCHEME = "Bearer ";

  private final Map<Digest, Holder> holders;

  /**
   * A token; the node knows its digest alone.
   *
   * @param name of who has it
   * @param digest of its text
   * @param models that it is for; one that is {@code *} is for all
   * @param callsPerSecond at most
   */
  public record Token(String name, Digest digest, List<String> models, int callsPerSecond) {
    public Token {
      models = List.copyOf(models);
      if (callsPerSecond < 1) {
        throw OrillaException.invalid("callsPerSecond is 1 or more, not " + callsPerSecond);
      }
    }

    boolean isFor(String model) {
      return model.isEmpty() || models.contains("*") || models.contains(model);
    }
  }

  /** A token at work: how many calls it made in this second. */
  private static final class Holder {
    private final Token token;
    private long second;
    private int calls;

    Holder(Token token) {
      this.token = token;
    }

    synchronized void count() {
      long now = System.nanoTime() / 1_000_000_000;
      calls = now == second ? calls + 1 : 1;
      second = now;
      if (calls > token.callsPerSecond()) {
        throw new OrillaException(
            ErrorCode.TOO_BUSY,
            "'%s' may ask %d times a second".formatted(token.name(), token.callsPerSecond()));
      }
    }
  }

  public TokenAdmission(List<Token> tokens) {
    this.holders =
        tokens.stream()
            .map(Holder::new)
            .collect(Collectors.toMap(holder -> holder.token.digest(), Function.identity()));
  }

  @Override
  public void admit(String host, String authorization, String model) {
    if (!authorization.startsWith(SCHEME)) {
      throw unknown("a token is needed: send it as 'Authorization: Bearer TOKEN'");
    }
    Holder holder = holders.get(Digest.ofText(authorization.substring(SCHEME.length())));
    if (holder == null) {
      throw unknown("this token opens nothing here");
    }
    if (!holder.token.isFor(model)) {
      throw new OrillaException(
          ErrorCode.TOKEN_REFUSED,
          "the token of '%s' is for %s, not for model '%s'"
              .formatted(holder.token.name(), holder.token.models(), model));
    }
    holder.count();
  }

  private static OrillaException unknown(String reason) {
    return new OrillaException(ErrorCode.TOKEN_NEEDED, reason);
  }
}
