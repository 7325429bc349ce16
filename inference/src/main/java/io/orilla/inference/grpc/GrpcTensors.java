package io.orilla.inference.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.orilla.inference.grpc.wire.ModelInferRequest;
import io.orilla.inference.grpc.wire.ModelInferRequest.InferInputTensor;
import io.orilla.inference.grpc.wire.ModelInferRequest.InferRequestedOutputTensor;
import io.orilla.inference.grpc.wire.ModelInferResponse;
import io.orilla.inference.grpc.wire.ModelInferResponse.InferOutputTensor;
import io.orilla.inference.protocol.BinaryInput;
import io.orilla.inference.protocol.TensorMemory;
import io.orilla.inference.serving.ServedModel;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.inference.tensor.TensorSpec;
import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.List;

/** Tensors in the messages of gRPC. */
final class GrpcTensors {
  private GrpcTensors() {}

  /**
   * The inputs in the graph's order.
   *
   * @throws OrillaException INVALID_ARGUMENT saying what was expected
   */
  static List<Tensor> read(ServedModel model, ModelInferRequest request, TensorMemory memory) {
    int raw = request.getRawInputContentsCount();
    if (raw > 0 && raw != request.getInputsCount()) {
      throw OrillaException.invalid(
          "there are %d raw_input_contents for %d inputs".formatted(raw, request.getInputsCount()));
    }
    for (InferRequestedOutputTensor output : request.getOutputsList()) {
      model.output(output.getName());
    }
    List<Tensor> inputs = new ArrayList<>(request.getInputsCount());
    for (int i = 0; i < request.getInputsCount(); i++) {
      InferInputTensor input = request.getInputs(i);
      DataType type = DataType.of(input.getDatatype());
      Shape shape = shape(input);
      model.requireFit(model.input(input.getName()), type, shape);
      if (raw == 0) {
        inputs.add(Contents.read(input, type, shape, memory));
      } else {
        ByteString bytes = request.getRawInputContents(i);
        BinaryInput binary = new BinaryInput(bytes.asReadOnlyByteBuffer(), memory);
        inputs.add(binary.next(input.getName(), type, shape, bytes.size()));
      }
    }
    return model.ordered(inputs);
  }

  private static Shape shape(InferInputTensor input) {
    long[] dimensions = new long[input.getShapeCount()];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = input.getShape(i);
    }
    Shape shape = Shape.of(dimensions);
    shape.elements();
    return shape;
  }

  /**
   * As bytes when the request came so, or has to, as there are no contents of 16-bit floats. The
   * bytes are the outputs' own: it is to be written while they are there.
   */
  static ModelInferResponse response(
      ServedModel model, ModelInferRequest request, List<Tensor> outputs) {
    List<Tensor> wanted = wanted(model, request, outputs);
    ModelInferResponse.Builder response =
        ModelInferResponse.newBuilder()
            .setModelName(model.name())
            .setModelVersion(model.version())
            .setId(request.getId());
    boolean raw =
        request.getRawInputContentsCount() > 0
            || wanted.stream()
                .anyMatch(
                    output -> output.type() == DataType.FP16 || output.type() == DataType.BF16);
    for (Tensor output : wanted) {
      InferOutputTensor.Builder tensor =
          InferOutputTensor.newBuilder().setName(output.name()).setDatatype(output.type().name());
      for (int i = 0; i < output.shape().rank(); i++) {
        tensor.addShape(output.shape().dimension(i));
      }
      if (raw) {
        response.addRawOutputContents(bytes(output));
      } else {
        tensor.setContents(Contents.of(output));
      }
      response.addOutputs(tensor);
    }
    return response.build();
  }

  private static List<Tensor> wanted(
      ServedModel model, ModelInferRequest request, List<Tensor> outputs) {
    if (request.getOutputsCount() == 0) {
      return outputs;
    }
    List<TensorSpec> specs = model.session().outputs();
    List<Tensor> wanted = new ArrayList<>();
    for (InferRequestedOutputTensor output : request.getOutputsList()) {
      wanted.add(outputs.get(specs.indexOf(model.output(output.getName()))));
    }
    return wanted;
  }

  private static ByteString bytes(Tensor tensor) {
    return tensor.type() == DataType.BYTES
        ? UnsafeByteOperations.unsafeWrap(tensor.content())
        : UnsafeByteOperations.unsafeWrap(tensor.data().duplicate());
  }
}
