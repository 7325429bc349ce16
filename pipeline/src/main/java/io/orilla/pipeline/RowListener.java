package io.orilla.pipeline;

import io.orilla.model.signal.Sample;

/**
 * What comes out of an {@link Evaluator}, called from within {@code accept}, in order. The sample
 * being accepted is the one that closed the row.
 */
public interface RowListener {
  /** A row closed; it may be set aside by a rule, see {@link Row#rule}. Rising in time. */
  void row(Row row);

  /**
   * A sample was not used.
   *
   * @param rule {@code quality}, {@code type}, {@code ahead}, {@code late} or the id of a
   *     validation rule
   */
  void aside(Sample sample, String rule);
}
