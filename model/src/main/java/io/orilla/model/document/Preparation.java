package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How the samples of one asset become rows: what a workflow declares, a model bundle carries, and
 * the evaluator in {@code pipeline} does.
 *
 * @param signals the columns of a row, in order
 */
public record Preparation(List<Column> signals, Clean clean, List<Rule> validate) {
  public Preparation {
    signals = List.copyOf(signals);
    validate = List.copyOf(validate);
    List<String> names = signals.stream().map(Column::name).toList();
    if (names.isEmpty() || new HashSet<>(names).size() != names.size()) {
      throw OrillaException.invalid(
          "signals needs at least one column, each named once; found " + names);
    }
    refuseSharedColumns(signals);
    for (Rule rule : validate) {
      if (rule instanceof Rule.Range range && !names.contains(range.signal())) {
        throw OrillaException.invalid(
            "validate names the signal '"
                + range.signal()
                + "'"
                + Spelling.suggestion(range.signal(), names)
                + "; signals are "
                + names);
      }
    }
  }

  private static void refuseSharedColumns(List<Column> signals) {
    Set<String> taken = new HashSet<>(Set.of("asset", "time", "held", "quality"));
    for (Column signal : signals) {
      if (!taken.add(signal.column())) {
        throw OrillaException.invalid(
            "the signal '"
                + signal.name()
                + "' would share the column '"
                + signal.column()
                + "' of the prepared table; rename it");
      }
    }
  }

  /** The same preparation has the same digest, wherever it was written. */
  public Digest digest() {
    return Digest.of(Json.bytes(this));
  }

  @JsonIgnore
  public List<String> names() {
    return signals.stream().map(Column::name).toList();
  }

  /** One signal of a row by its local name, with its engineering unit. */
  public record Column(String name, String unit) {
    /**
     * The column of the prepared table that holds it: the name in lower case, with '_' for what is
     * no letter a to z, digit or '_'.
     */
    public String column() {
      return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }
  }
}
