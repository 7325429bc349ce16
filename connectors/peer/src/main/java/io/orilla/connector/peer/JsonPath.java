package io.orilla.connector.peer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.error.OrillaException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One place in a JSON document, in the part of RFC 9535 that names one: {@code $.a['b c'][0]}. */
public record JsonPath(String text, JsonPointer pointer) {
  private static final Pattern STEP =
      Pattern.compile("\\.([\\p{L}_][\\p{L}\\p{N}_-]*)|\\['([^']+)'\\]|\\[([0-9]+)\\]");

  /**
   * @throws OrillaException INVALID_ARGUMENT when it is none
   */
  public static JsonPath parse(String text) {
    Matcher step = STEP.matcher(text);
    StringBuilder pointer = new StringBuilder();
    int end = 1;
    while (text.startsWith("$") && end < text.length() && step.find(end) && step.start() == end) {
      pointer.append('/').append(escaped(step));
      end = step.end();
    }
    if (!text.startsWith("$") || end < text.length()) {
      throw OrillaException.invalid(
          "'" + text + "' is no JSON path: write $.temperature, $.motor['bearing 1'] or $[0]");
    }
    return new JsonPath(text, JsonPointer.compile(pointer.toString()));
  }

  private static String escaped(Matcher step) {
    for (int group = 1; group <= 3; group++) {
      if (step.group(group) != null) {
        return step.group(group).replace("~", "~0").replace("/", "~1");
      }
    }
    throw new IllegalStateException("a step without a name");
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT when there is nothing
   */
  public JsonNode in(JsonNode document) {
    JsonNode found = document.at(pointer);
    if (found.isMissingNode()) {
      throw OrillaException.invalid("there is nothing at " + text);
    }
    return found;
  }
}
