package io.orilla.inference.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.orilla.inference.grpc.wire.ModelInferRequest;
import io.orilla.inference.grpc.wire.ModelInferRequest.InferInputTensor;
import io.orilla.inference.grpc.wire.ModelInferResponse;
import io.orilla.inference.grpc.wire.ModelInferResponse.InferOutputTensor;
import io.orilla.inference.protocol.TensorMemory;
import io.orilla.inference.rest.OnnxTensors;
import io.orilla.inference.rest.OperatorCase;
import io.orilla.inference.rest.Pause;
import io.orilla.inference.serving.ServingSettings;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ONNX Runtime can, the door of gRPC can: as bytes, and as contents where there are any. */
final class GrpcOperatorCasesTest {
  @TempDir Path folder;

  @Test
  void whatTheRuntimeCanTheDoorCan() throws Exception {
    try (OpenGrpcDoor door = new OpenGrpcDoor(folder, ServingSettings.DEFAULT, Pause.NONE)) {
      OperatorCase.Outcome outcome = OperatorCase.tryAll(one -> differences(door, one));
      System.out.println("Operator cases by gRPC: %d passed".formatted(outcome.passed()));
      assertThat(outcome.differences()).isEmpty();
      assertThat(outcome.passed()).isGreaterThan(1_000);
    }
  }

  private static List<String> differences(OpenGrpcDoor door, OperatorCase one) {
    List<String> found = new ArrayList<>();
    try {
      door.with(one.name(), one.model());
      found.addAll(compare(one, door.client().modelInfer(asBytes(one))));
      if (one.inputs().stream().allMatch(GrpcOperatorCasesTest::hasContents)) {
        found.addAll(compare(one, door.client().modelInfer(asContents(one))));
      }
      door.models().unload(one.name());
    } catch (StatusRuntimeException e) {
      found.add(one.name() + ": " + e.getMessage());
    }
    return found;
  }

  private static boolean hasContents(OnnxTensors.Read input) {
    return input.type() != DataType.FP16 && input.type() != DataType.BF16;
  }

  private static ModelInferRequest asBytes(OperatorCase one) {
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(one.name());
    for (OnnxTensors.Read input : one.inputs()) {
      request.addInputs(head(input)).addRawInputContents(ByteString.copyFrom(input.bytes()));
    }
    return request.build();
  }

  private static ModelInferRequest asContents(OperatorCase one) {
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(one.name());
    for (OnnxTensors.Read input : one.inputs()) {
      request.addInputs(head(input).setContents(Contents.of(tensor(input))));
    }
    return request.build();
  }

  private static Tensor tensor(OnnxTensors.Read input) {
    Shape shape = Shape.of(input.shape().stream().mapToLong(Long::longValue).toArray());
    return input.type() == DataType.BYTES
        ? Tensor.ofStrings(input.name(), shape, input.strings())
        : Tensor.of(
            input.name(),
            input.type(),
            shape,
            ByteBuffer.wrap(input.bytes()).order(ByteOrder.LITTLE_ENDIAN));
  }

  private static InferInputTensor.Builder head(OnnxTensors.Read input) {
    return InferInputTensor.newBuilder()
        .setName(input.name())
        .setDatatype(input.type().name())
        .addAllShape(input.shape());
  }

  private static List<String> compare(OperatorCase one, ModelInferResponse answer) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < one.outputs().size(); i++) {
      InferOutputTensor output = answer.getOutputs(i);
      byte[] own =
          answer.getRawOutputContentsCount() > 0
              ? answer.getRawOutputContents(i).toByteArray()
              : bytes(output);
      if (!one.outputs().get(i).isLike(output.getDatatype(), output.getShapeList(), own)) {
        wrong.add(one.name() + " gives " + output);
      }
    }
    return wrong;
  }

  /** The contents as bytes, by what the door reads requests with. */
  private static byte[] bytes(InferOutputTensor output) {
    InferInputTensor same =
        InferInputTensor.newBuilder()
            .setName(output.getName())
            .setContents(output.getContents())
            .build();
    return Contents.read(
            same,
            DataType.valueOf(output.getDatatype()),
            Shape.of(output.getShapeList().stream().mapToLong(Long::longValue).toArray()),
            new TensorMemory())
        .content();
  }
}
