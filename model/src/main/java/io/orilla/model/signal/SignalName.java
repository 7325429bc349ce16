package io.orilla.model.signal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.regex.Pattern;

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

  @Override
  public int compareTo(SignalName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
