package io.orilla.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.TensorInfo.OnnxTensorType;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The runtime's tensors over our memory, and our tensors over its. Its Java interface makes no
 * tensors of unsigned elements of more than a byte, and gives results as copies only; both are
 * there below it, and are taken from there.
 */
final class OrtTensors {
  private static final MethodHandle NATIVE_TENSOR;
  private static final MethodHandle INFO;
  private static final MethodHandle TENSOR;
  private static final MethodHandle MEMORY;
  static final long API;
  static final long ALLOCATOR;

  static {
    try {
      Class<?> runtime = Class.forName("ai.onnxruntime.OnnxRuntime");
      Class<?> allocator = Class.forName("ai.onnxruntime.OrtAllocator");
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(OnnxTensor.class, MethodHandles.lookup());
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      API = (long) lookup.findStaticGetter(runtime, "ortApiHandle", long.class).invoke();
      Object standard =
          lookup
              .findGetter(OrtEnvironment.class, "defaultAllocator", allocator)
              .invoke(environment);
      ALLOCATOR = (long) lookup.findGetter(allocator, "handle", long.class).invoke(standard);
      NATIVE_TENSOR =
          lookup.findStatic(
              OnnxTensor.class,
              "createTensorFromBuffer",
              MethodType.methodType(
                  long.class,
                  long.class,
                  long.class,
                  Buffer.class,
                  int.class,
                  long.class,
                  long[].class,
                  int.class));
      INFO =
          lookup.findConstructor(
              TensorInfo.class,
              MethodType.methodType(
                  void.class, long[].class, OnnxJavaType.class, OnnxTensorType.class));
      TENSOR =
          lookup.findConstructor(
              OnnxTensor.class,
              MethodType.methodType(
                  void.class,
                  long.class,
                  long.class,
                  TensorInfo.class,
                  Buffer.class,
                  boolean.class));
      MEMORY =
          lookup.findVirtual(
              OnnxTensor.class, "getBuffer", MethodType.methodType(ByteBuffer.class));
    } catch (Throwable e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private OrtTensors() {}

  /** A tensor that reads and writes this memory; strings are copied. */
  static OnnxTensor over(Tensor tensor) throws OrtException {
    long[] shape = tensor.shape().dimensions();
    if (tensor.type() == DataType.BYTES) {
      String[] strings = tensor.strings().toArray(String[]::new);
      return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), strings, shape);
    }
    ByteBuffer data = tensor.data();
    OnnxTensorType type = OrtTypes.of(tensor.type());
    try {
      long handle =
          (long)
              NATIVE_TENSOR.invokeExact(
                  API,
                  ALLOCATOR,
                  (Buffer) data,
                  data.position(),
                  (long) data.remaining(),
                  shape,
                  type.value);
      TensorInfo info =
          (TensorInfo) INFO.invokeExact(shape, OnnxJavaType.mapFromOnnxTensorType(type), type);
      return (OnnxTensor) TENSOR.invokeExact(handle, ALLOCATOR, info, (Buffer) data, false);
    } catch (OrtException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a graph gave, in the runtime's memory: it goes when the result is closed. */
  static Tensor read(String name, OnnxTensor tensor) throws OrtException {
    TensorInfo info = tensor.getInfo();
    Shape shape = Shape.of(info.getShape());
    DataType type = OrtTypes.of(name, info);
    if (type == DataType.BYTES) {
      return Tensor.ofStrings(name, shape, strings(tensor, info));
    }
    if (shape.elements() == 0) {
      return Tensor.of(name, type, shape, ByteBuffer.allocateDirect(0));
    }
    try {
      ByteBuffer memory = (ByteBuffer) MEMORY.invokeExact(tensor);
      return Tensor.of(name, type, shape, memory.order(ByteOrder.LITTLE_ENDIAN));
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> strings(OnnxTensor tensor, TensorInfo info) throws OrtException {
    if (info.isScalar()) {
      return List.of((String) tensor.getValue());
    }
    return info.getNumElements() == 0 ? List.of() : flat((Object[]) tensor.getValue());
  }

  private static List<String> flat(Object[] values) {
    return Arrays.stream(values)
        .flatMap(
            value ->
                value instanceof Object[] row
                    ? flat(row).stream()
                    : java.util.stream.Stream.of((String) value))
        .toList();
  }
}
