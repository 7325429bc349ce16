package io.orilla.inference.protocol;

import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.TensorSpec;
import io.orilla.model.error.OrillaException;

/** The shape of an input of which there are only bytes. */
final class RawShape {
  private RawShape() {}

  /**
   * @throws OrillaException INVALID_ARGUMENT when the bytes do not tell it
   */
  static Shape of(TensorSpec spec, int bytes) {
    long[] shape = spec.shape().dimensions();
    int open = -1;
    long row = spec.type().size();
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] != Shape.ANY) {
        row *= shape[i];
      } else if (open < 0) {
        open = i;
      } else {
        throw unknown(spec, bytes);
      }
    }
    if (spec.type() == DataType.BYTES || row == 0 || open >= 0 && bytes % row != 0) {
      throw unknown(spec, bytes);
    }
    if (open >= 0) {
      shape[open] = bytes / row;
    }
    return Shape.of(shape);
  }

  private static OrillaException unknown(TensorSpec spec, int bytes) {
    return OrillaException.invalid(
        "%d bytes alone do not tell the shape of input '%s', which takes %s: say it in JSON"
            .formatted(bytes, spec.name(), spec.text()));
  }
}
