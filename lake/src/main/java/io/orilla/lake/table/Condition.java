package io.orilla.lake.table;

import io.orilla.lake.duck.Sql;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * What rows must fulfil: it skips the files that cannot hold any ({@link Lake#scan}), and stands in
 * SQL behind {@code WHERE}.
 */
public sealed interface Condition {
  /** The column has this value: text, a whole number or a truth value. */
  record Is(String column, Object value) implements Condition {}

  /** The column has one of these texts. */
  record OneOf(String column, Collection<String> values) implements Condition {
    public OneOf {
      values = List.copyOf(values);
    }
  }

  /** The time in the column lies in {@code [from, to)}, µs UTC. */
  record Within(String column, long from, long to) implements Condition {}

  /** The number in the column is above a bound. */
  record Above(String column, long bound) implements Condition {}

  default Expression pruning() {
    return switch (this) {
      case Is(String column, Object value) -> Expressions.equal(column, value);
      case OneOf(String column, Collection<String> values) -> Expressions.in(column, values);
      case Within(String column, long from, long to) ->
          Expressions.and(
              Expressions.greaterThanOrEqual(column, from), Expressions.lessThan(column, to));
      case Above(String column, long bound) -> Expressions.greaterThan(column, bound);
    };
  }

  /** With a question mark for each of {@link #parameters}. */
  default String sql() {
    return switch (this) {
      case Is is -> Sql.name(is.column()) + " = ?";
      case OneOf oneOf ->
          oneOf.values().stream()
              .map(value -> "?")
              .collect(Collectors.joining(", ", Sql.name(oneOf.column()) + " IN (", ")"));
      case Within within ->
          "(%1$s >= make_timestamptz(?) AND %1$s < make_timestamptz(?))"
              .formatted(Sql.name(within.column()));
      case Above above -> Sql.name(above.column()) + " > ?";
    };
  }

  default List<Object> parameters() {
    return switch (this) {
      case Is is -> List.of(is.value());
      case OneOf oneOf -> List.copyOf(oneOf.values());
      case Within within -> List.of(within.from(), within.to());
      case Above above -> List.of(above.bound());
    };
  }
}
