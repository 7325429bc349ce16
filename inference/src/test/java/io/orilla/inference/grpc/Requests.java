package io.orilla.inference.grpc;

import io.orilla.inference.grpc.wire.InferTensorContents;
import io.orilla.inference.grpc.wire.ModelInferRequest;
import io.orilla.inference.grpc.wire.ModelInferRequest.InferInputTensor;

/** What a client sends. */
final class Requests {
  private Requests() {}

  static InferInputTensor.Builder input(String name, String type, long... shape) {
    InferInputTensor.Builder input = InferInputTensor.newBuilder().setName(name).setDatatype(type);
    for (long dimension : shape) {
      input.addShape(dimension);
    }
    return input;
  }

  static InferTensorContents.Builder floats(float... values) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (float value : values) {
      contents.addFp32Contents(value);
    }
    return contents;
  }

  static ModelInferRequest.Builder sum() {
    return ModelInferRequest.newBuilder()
        .setModelName("sum")
        .setId("7")
        .addInputs(input("a", "FP32", 1, 2).setContents(floats(1, 2)))
        .addInputs(input("b", "FP32", 1, 2).setContents(floats(10, 20)));
  }
}
