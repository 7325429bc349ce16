package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.util.List;

/**
 * From raw samples to a prepared table: clean, validate, transform.
 *
 * @param table where the rows go; what validation refuses goes to the table with {@code _aside}
 *     added
 */
public record WorkflowSpec(
    List<AssetName> assets,
    List<Preparation.Column> signals,
    Clean clean,
    List<Rule> validate,
    TableName table)
    implements Spec {
  public WorkflowSpec {
    assets = List.copyOf(assets);
    signals = List.copyOf(signals);
    validate = List.copyOf(validate);
    if (assets.isEmpty()) {
      throw OrillaException.invalid("assets is empty: name at least one as site/area/line/asset");
    }
    if (!table.namespace().equals("prepared")) {
      throw OrillaException.invalid(
          "table: '" + table + "' must be in the namespace prepared, as prepared." + table.name());
    }
    new Preparation(signals, clean, validate);
  }

  @JsonIgnore
  public Preparation preparation() {
    return new Preparation(signals, clean, validate);
  }

  @JsonIgnore
  public TableName asideTable() {
    return new TableName(table + "_aside");
  }
}
