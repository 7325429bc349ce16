package io.orilla.pipeline;

import io.orilla.model.content.Digest;
import io.orilla.model.error.OrillaException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The input of a model: a window of rows in engineering units, row-major {@code [rows, columns]},
 * and a mask that is true where there is a value; where it is false the value is 0. The arrays are
 * not copied: whoever makes a tensor gives them away.
 */
@SuppressWarnings("ArrayRecordComponent") // identity of a tensor is its digest
public record WindowTensor(int rows, int columns, float[] values, boolean[] mask) {
  public WindowTensor {
    if (values.length != rows * columns || mask.length != values.length) {
      throw OrillaException.invalid(
          "a window of "
              + rows
              + " rows and "
              + columns
              + " columns needs as many values and mask cells, not "
              + values.length
              + " and "
              + mask.length);
    }
  }

  /**
   * SHA-256 over, in little-endian order, rows and columns (int32), the bits of all values
   * (float32), then one byte for each cell of the mask.
   */
  public Digest digest() {
    ByteBuffer content = ByteBuffer.allocate(8 + 5 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    content.putInt(rows).putInt(columns);
    for (float value : values) {
      content.putInt(Float.floatToRawIntBits(value));
    }
    for (boolean set : mask) {
      content.put((byte) (set ? 1 : 0));
    }
    return Digest.of(content.flip());
  }
}
