package io.orilla.model.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.StateVersion;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a prediction as {@link io.orilla.model.content.Json} would by itself, without a look-up
 * for each of its thirty fields: between a window and its record nothing takes longer.
 */
final class PredictionWriter extends StdSerializer<Prediction> {
  private static final long serialVersionUID = 1;

  PredictionWriter() {
    super(Prediction.class);
  }

  @Override
  public void serialize(Prediction prediction, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeStartObject(prediction);
    out.writeStringField("asset", prediction.asset().text());
    write(out, prediction.consumed());
    out.writeNumberField("decidedAt", prediction.decidedAt());
    out.writeStringField("decision", prediction.decision().name());
    write(out, prediction.deployment());
    out.writeNumberField("generation", prediction.generation());
    out.writeStringField("id", prediction.id());
    Digest input = prediction.input();
    if (input != null) {
      out.writeStringField("input", input.text());
    }
    out.writeNumberField("latency", prediction.latency());
    out.writeStringField("model", prediction.model().text());
    out.writeStringField("node", prediction.node().text());
    out.writeStringField("output", prediction.output());
    write(out, prediction.outputs());
    out.writeStringField("quality", prediction.quality().name());
    write(out, prediction.reason());
    out.writeStringField("role", prediction.role().text());
    out.writeStringField("runtime", prediction.runtime());
    write(out, prediction.window());
    out.writeStringField("workload", prediction.workload().text());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Prediction.@Nullable Consumed consumed)
      throws IOException {
    if (consumed != null) {
      out.writeObjectFieldStart("consumed");
      out.writeStringField("epoch", consumed.epoch().id().toString());
      out.writeNumberField("from", consumed.from());
      out.writeNumberField("through", consumed.through());
      out.writeEndObject();
    }
  }

  private static void write(JsonGenerator out, StateVersion deployment) throws IOException {
    out.writeObjectFieldStart("deployment");
    out.writeNumberField("counter", deployment.counter());
    out.writeNumberField("epoch", deployment.epoch());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Map<String, float[]> outputs) throws IOException {
    out.writeObjectFieldStart("outputs");
    for (Map.Entry<String, float[]> output : new TreeMap<>(outputs).entrySet()) {
      out.writeArrayFieldStart(output.getKey());
      for (float value : output.getValue()) {
        out.writeNumber(value);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Prediction.@Nullable Reason reason)
      throws IOException {
    if (reason != null) {
      out.writeObjectFieldStart("reason");
      out.writeStringField("cause", reason.cause().name());
      out.writeStringField("detail", reason.detail());
      out.writeEndObject();
    }
  }

  private static void write(JsonGenerator out, Prediction.Window window) throws IOException {
    out.writeObjectFieldStart("window");
    out.writeNumberField("from", window.from());
    out.writeNumberField("rows", window.rows());
    out.writeNumberField("to", window.to());
    out.writeEndObject();
  }
}
