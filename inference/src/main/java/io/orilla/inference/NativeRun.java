package io.orilla.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Objects;

/**
 * The same run again and again. The runtime's Java interface looks all names up and makes maps of
 * them with each run, which takes longer than a small graph; the native call below it is told the
 * same arrays each time here.
 */
final class NativeRun {
  private static final MethodHandle RUN;
  private static final MethodHandle OPTIONS;
  private static final MethodHandle SESSION;
  private static final MethodHandle TENSOR;

  static {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(OrtSession.class, MethodHandles.lookup());
      RUN =
          lookup.findVirtual(
              OrtSession.class,
              "run",
              MethodType.methodType(
                  boolean[].class,
                  long.class,
                  long.class,
                  long.class,
                  String[].class,
                  long[].class,
                  long.class,
                  String[].class,
                  long.class,
                  OnnxValue[].class,
                  long[].class,
                  long.class));
      OPTIONS =
          lookup.findVirtual(
              OrtSession.RunOptions.class, "getNativeHandle", MethodType.methodType(long.class));
      SESSION = lookup.findGetter(OrtSession.class, "nativeHandle", long.class);
      TENSOR =
          lookup.findVirtual(
              OnnxTensorLike.class, "getNativeHandle", MethodType.methodType(long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final OrtSession session;
  private final long handle;
  private final String[] inputNames;
  private final long[] inputs;
  private final String[] outputNames;
  private final OnnxValue[] outputs;
  private final long[] outputHandles;

  NativeRun(OrtSession session, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    try {
      this.session = session;
      this.handle = (long) SESSION.invokeExact(session);
      this.inputNames = inputs.keySet().toArray(String[]::new);
      this.inputs = handles(inputNames, inputs);
      this.outputNames = outputs.keySet().toArray(String[]::new);
      this.outputHandles = handles(outputNames, outputs);
      this.outputs = new OnnxValue[outputNames.length];
      for (int i = 0; i < outputNames.length; i++) {
        this.outputs[i] = Objects.requireNonNull(outputs.get(outputNames[i]));
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static long[] handles(String[] names, Map<String, OnnxTensor> tensors) throws Throwable {
    long[] handles = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      handles[i] = (long) TENSOR.invoke(tensors.get(names[i]));
    }
    return handles;
  }

  void run(OrtSession.RunOptions options) throws OrtException {
    try {
      boolean[] owned =
          (boolean[])
              RUN.invokeExact(
                  session,
                  OrtTensors.API,
                  handle,
                  OrtTensors.ALLOCATOR,
                  inputNames,
                  inputs,
                  (long) inputs.length,
                  outputNames,
                  (long) outputNames.length,
                  outputs,
                  outputHandles,
                  (long) OPTIONS.invokeExact(options));
      assert owned.length == outputs.length;
    } catch (OrtException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
