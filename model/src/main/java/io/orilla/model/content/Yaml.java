package io.orilla.model.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;

/**
 * YAML as we show it to people, who may write it back: our records follow the rules of {@link
 * Json}. Thread-safe.
 */
public final class Yaml {
  private static final ObjectMapper MAPPER =
      Json.configure(
              YAMLMapper.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES))
          .build();

  private Yaml() {}

  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** Without the end of the last line. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value).stripTrailing();
    } catch (JsonProcessingException e) {
      throw new OrillaException(
          ErrorCode.INTERNAL_ERROR, "cannot write " + value.getClass() + " as YAML", e);
    }
  }
}
