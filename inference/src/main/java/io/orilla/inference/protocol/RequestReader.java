package io.orilla.inference.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.orilla.inference.protocol.InferRequest.Wanted;
import io.orilla.inference.serving.ServedModel;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.inference.tensor.TensorSpec;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's JSON once, from front to back, into memory that the graph reads. Only a {@code
 * data} that comes before what it is of is gone back to.
 */
public final class RequestReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final ServedModel model;
  private final byte[] json;
  private final int length;
  private final TensorMemory memory;
  private final BinaryInput binary;
  private final List<Tensor> inputs = new ArrayList<>();
  private @Nullable List<NamedOutput> outputs;
  private Parameters parameters = Parameters.NONE;
  private @Nullable String id;

  private record NamedOutput(String name, Parameters parameters) {}

  private RequestReader(
      ServedModel model, byte[] json, int length, ByteBuffer bytes, TensorMemory memory) {
    this.model = model;
    this.json = json;
    this.length = length;
    this.memory = memory;
    this.binary = new BinaryInput(bytes, memory);
  }

  /**
   * Reads a request.
   *
   * @param json its first {@code length} bytes
   * @param bytes what came behind the JSON
   * @throws OrillaException INVALID_ARGUMENT saying what was expected
   */
  public static InferRequest read(
      ServedModel model, byte[] json, int length, ByteBuffer bytes, TensorMemory memory) {
    RequestReader reader = new RequestReader(model, json, length, bytes, memory);
    try (JsonParser parser = FACTORY.createParser(json, 0, length)) {
      reader.request(parser);
      return reader.result();
    } catch (StreamReadException e) {
      throw OrillaException.invalid("the request is no JSON: " + Json.reason(e));
    } catch (IOException e) {
      throw OrillaException.invalid("the request cannot be read: " + e.getMessage());
    }
  }

  /** A request that is nothing but the bytes of a model's only input. */
  public static InferRequest raw(ServedModel model, ByteBuffer bytes, TensorMemory memory) {
    RequestReader reader = new RequestReader(model, new byte[0], 0, bytes, memory);
    if (model.session().inputs().size() != 1) {
      throw OrillaException.invalid(
          "a request without JSON is for models of one input; '%s' has %d"
              .formatted(model.name(), model.session().inputs().size()));
    }
    TensorSpec spec = model.session().inputs().getFirst();
    Shape shape = RawShape.of(spec, bytes.remaining());
    reader.inputs.add(reader.binary.next(spec.name(), spec.type(), shape, bytes.remaining()));
    return reader.result();
  }

  private void request(JsonParser parser) throws IOException {
    expect(parser.nextToken(), JsonToken.START_OBJECT, "the request", "an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "id" -> {
          expect(value, JsonToken.VALUE_STRING, "id", "a string");
          id = parser.getText();
        }
        case "parameters" -> parameters = Parameters.read(parser);
        case "inputs" -> {
          expect(value, JsonToken.START_ARRAY, "inputs", "a list");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            input(parser);
          }
        }
        case "outputs" -> outputs(parser, value);
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw OrillaException.invalid("something follows the request's JSON");
    }
  }

  private static void expect(JsonToken found, JsonToken wanted, String what, String kind) {
    if (found != wanted) {
      throw OrillaException.invalid(what + " must be " + kind);
    }
  }

  private void input(JsonParser parser) throws IOException {
    expect(parser.currentToken(), JsonToken.START_OBJECT, "an input", "an object");
    String name = null;
    DataType type = null;
    Shape shape = null;
    Parameters own = Parameters.NONE;
    Tensor tensor = null;
    int deferred = -1;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "name" -> name = text(parser, value, "the name of an input");
        case "datatype" -> type = DataType.of(text(parser, value, "datatype"));
        case "shape" -> shape = shape(parser, value);
        case "parameters" -> own = Parameters.read(parser);
        case "data" -> {
          if (name != null && type != null && shape != null) {
            tensor = elements(parser, name, type, shape);
          } else {
            deferred = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
    inputs.add(complete(name, type, shape, own, tensor, deferred));
  }

  private Tensor complete(
      @Nullable String name,
      @Nullable DataType type,
      @Nullable Shape shape,
      Parameters own,
      @Nullable Tensor tensor,
      int deferred)
      throws IOException {
    if (name == null || type == null || shape == null) {
      throw OrillaException.invalid(
          "%s needs name, shape and datatype"
              .formatted(name == null ? "an input" : "input '" + name + "'"));
    }
    own.refuseSharedMemory();
    if (own.binarySize().isPresent()) {
      model.requireFit(model.input(name), type, shape);
      return binary.next(name, type, shape, own.binarySize().get());
    }
    if (tensor != null) {
      return tensor;
    }
    if (deferred < 0) {
      throw OrillaException.invalid(
          "input '%s' has no data: give 'data', or 'binary_data_size' and bytes behind the JSON"
              .formatted(name));
    }
    try (JsonParser again = FACTORY.createParser(json, deferred, length - deferred)) {
      again.nextToken();
      return elements(again, name, type, shape);
    }
  }

  private Tensor elements(JsonParser parser, String name, DataType type, Shape shape)
      throws IOException {
    model.requireFit(model.input(name), type, shape);
    long bytes = (long) shape.elements() * type.size();
    if (bytes > 8L * length) {
      throw OrillaException.invalid(
          "input '%s' has fewer elements than its shape %s".formatted(name, shape));
    }
    ElementReader reader = new ElementReader(parser, name, type, shape, memory.take((int) bytes));
    return reader.read();
  }

  private static String text(JsonParser parser, JsonToken value, String what) throws IOException {
    expect(value, JsonToken.VALUE_STRING, what, "a string");
    return parser.getText();
  }

  private static Shape shape(JsonParser parser, JsonToken value) throws IOException {
    expect(value, JsonToken.START_ARRAY, "shape", "a list of numbers");
    long[] dimensions = new long[8];
    int rank = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, "shape", "a list of numbers");
      dimensions = rank == dimensions.length ? Arrays.copyOf(dimensions, rank * 2) : dimensions;
      dimensions[rank++] = parser.getLongValue();
    }
    Shape shape = Shape.of(Arrays.copyOf(dimensions, rank));
    shape.elements();
    return shape;
  }

  private void outputs(JsonParser parser, JsonToken value) throws IOException {
    expect(value, JsonToken.START_ARRAY, "outputs", "a list");
    List<NamedOutput> named = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser.currentToken(), JsonToken.START_OBJECT, "an output", "an object");
      String name = null;
      Parameters own = Parameters.NONE;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        JsonToken inner = parser.nextToken();
        switch (field) {
          case "name" -> name = text(parser, inner, "the name of an output");
          case "parameters" -> own = Parameters.read(parser);
          default -> parser.skipChildren();
        }
      }
      if (name == null) {
        throw OrillaException.invalid("an output needs a name");
      }
      own.refuseSharedMemory();
      named.add(new NamedOutput(name, own));
    }
    outputs = named;
  }

  private InferRequest result() {
    parameters.refuseSequences();
    if (binary.remaining() > 0) {
      throw OrillaException.invalid(
          "%d bytes behind the JSON belong to no input".formatted(binary.remaining()));
    }
    List<TensorSpec> all = model.session().outputs();
    boolean binaryUnlessSaid = parameters.binaryOutputs();
    List<Wanted> wanted = new ArrayList<>();
    if (outputs == null || outputs.isEmpty()) {
      for (int index = 0; index < all.size(); index++) {
        wanted.add(new Wanted(index, binaryUnlessSaid));
      }
    } else {
      for (NamedOutput output : outputs) {
        wanted.add(
            new Wanted(
                all.indexOf(model.output(output.name())),
                output.parameters().binary().orElse(binaryUnlessSaid)));
      }
    }
    Optional<Duration> timeout = parameters.timeout();
    return new InferRequest(Optional.ofNullable(id), model.ordered(inputs), wanted, timeout);
  }
}
