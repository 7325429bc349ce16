package io.orilla.inference.tensor;

import io.orilla.model.error.OrillaException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The element types of the Open Inference Protocol. */
public enum DataType {
  BOOL(1),
  UINT8(1),
  UINT16(2),
  UINT32(4),
  UINT64(8),
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  FP16(2),
  BF16(2),
  FP32(4),
  FP64(8),
  /** Strings; they have no fixed size. */
  BYTES(0);

  private static final Map<String, DataType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(DataType::name, Function.identity()));

  private final int size;

  DataType(int size) {
    this.size = size;
  }

  /** Bytes of an element. */
  public int size() {
    return size;
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT naming all there are
   */
  public static DataType of(String name) {
    DataType type = BY_NAME.get(name);
    if (type == null) {
      throw OrillaException.invalid(
          "there is no datatype '" + name + "', only " + Arrays.toString(values()));
    }
    return type;
  }
}
