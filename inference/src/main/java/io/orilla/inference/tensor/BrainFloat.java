package io.orilla.inference.tensor;

/** The upper half of a float's bits, bfloat16: rounded to nearest, ties to even. */
public final class BrainFloat {
  private BrainFloat() {}

  public static short ofFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) ((bits >>> 16) | 0x40);
    }
    return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
  }

  public static float toFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
