package io.orilla.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.json.JsonMapper;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Type;

/** Requests and answers in the same JSON as everything else of ours. */
final class RecordJson implements JsonMapper {
  @Override
  public String toJsonString(Object value, Type type) {
    return Json.text(value);
  }

  @Override
  public InputStream toJsonStream(Object value, Type type) {
    return new ByteArrayInputStream(Json.bytes(value));
  }

  @Override
  public <T> T fromJsonString(String json, Type type) {
    try {
      return Json.mapper().readValue(json, Json.mapper().constructType(type));
    } catch (JsonProcessingException e) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "the request's body is refused: " + Json.reason(e), e);
    }
  }
}
