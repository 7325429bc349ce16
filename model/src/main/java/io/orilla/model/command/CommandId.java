package io.orilla.model.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names one command, once and for all: 32 random hex digits. */
public record CommandId(@JsonValue String text) {
  private static final Pattern ALLOWED = Pattern.compile("[0-9a-f]{32}");

  @JsonCreator
  public CommandId {
    if (!ALLOWED.matcher(text).matches()) {
      throw OrillaException.invalid("'" + text + "' is no command's id: 32 hex digits");
    }
  }

  public static CommandId random(RandomGenerator random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new CommandId(HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return text;
  }
}
