package io.orilla.model.signal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A signal by its place in the plant (unified namespace): {@code site/area/line/asset/signal}. */
public record SignalName(@JsonValue String text) implements Comparable<SignalName> {
  private static final Pattern FORM =
      Pattern.compile(AssetName.PART + "(/" + AssetName.PART + "){4}");

  @JsonCreator
  public SignalName {
    if (!FORM.matcher(text).matches()) {
      throw OrillaException.invalid(
          "'"
              + text
              + "' is no signal: write site/area/line/asset/signal, each part of letters, digits, blank, '.', '_' or '-'");
    }
  }

  public AssetName asset() {
    return new AssetName(text.substring(0, text.lastIndexOf('/')));
  }

  /** The part after the asset, as workflows and model signatures name it. */
  public String localName() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** As a record's own, which the agent's compiler does not see through: it is asked per sample. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SignalName name && text.equals(name.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public int compareTo(SignalName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
