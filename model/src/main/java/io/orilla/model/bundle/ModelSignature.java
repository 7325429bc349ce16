package io.orilla.model.bundle;

import io.orilla.model.document.Preparation;
import io.orilla.model.error.OrillaException;
import java.util.List;

/**
 * What a model's graph takes and gives. Inputs: {@code window}, float32 {@code [batch, rows,
 * signals]} in engineering units, and {@code mask}, bool of the same shape, true where there is a
 * value. Outputs by name, float32 {@code [batch]} or {@code [batch, width]}: {@code score}
 * (multiples of the limit, so above 1 is an alarm) and {@code contribution} (what each signal adds
 * to the score).
 *
 * @param rows rows of a window, 1 to 4,096; the last one is the row that is decided
 * @param signals the columns, in the tensor's order
 */
public record ModelSignature(int rows, List<Preparation.Column> signals, List<Output> outputs) {
  public static final String WINDOW = "window";
  public static final String MASK = "mask";
  public static final String SCORE = "score";
  public static final String CONTRIBUTION = "contribution";
  public static final int MAX_ROWS = 4096;

  public ModelSignature {
    signals = List.copyOf(signals);
    outputs = List.copyOf(outputs);
    if (rows < 1 || rows > MAX_ROWS) {
      throw OrillaException.invalid("a window has 1 to " + MAX_ROWS + " rows, not " + rows);
    }
  }

  /** An output for each window; {@code width} 1 is a plain number. */
  public record Output(String name, int width) {}
}
