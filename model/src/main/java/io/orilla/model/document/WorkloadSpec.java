package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.util.List;
import java.util.Optional;

/**
 * A model at work on an asset; it runs on the node whose source reads the asset's signals, or on
 * the one that is named.
 *
 * @param output what it says of the asset, as {@code anomaly}; one champion for each asset and
 *     output
 * @param role a champion unless it says otherwise
 * @param onlyWhile what must hold of signals before a model takes the seat over
 * @param retry whether a node that rolled this model back is to try it once more
 * @param serving how calls from outside are answered
 * @param node where it runs, for a service only, which needs no signals
 */
public record WorkloadSpec(
    AssetName asset,
    String output,
    ModelReference model,
    Optional<Role> role,
    @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Interlock> onlyWhile,
    @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean retry,
    Optional<ServingSpec> serving,
    Optional<ObjectName> node)
    implements Spec {
  public WorkloadSpec {
    onlyWhile = List.copyOf(onlyWhile);
    if (output.isBlank()) {
      throw OrillaException.invalid("output is blank: say what the model decides, as 'anomaly'");
    }
    if (node.isPresent() && role.orElse(Role.CHAMPION) != Role.SERVICE) {
      throw OrillaException.invalid(
          "node is for the role service: a model that decides windows runs where their signals are");
    }
  }

  /** A champion. */
  public WorkloadSpec(AssetName asset, String output, ModelReference model) {
    this(
        asset,
        output,
        model,
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** Whether it is the one that decides on its seat. */
  public boolean champions() {
    return role.orElse(Role.CHAMPION) == Role.CHAMPION;
  }

  /** Whether it only answers who asks. */
  public boolean serves() {
    return role.orElse(Role.CHAMPION) == Role.SERVICE;
  }

  /** One version of a registered model. */
  public record ModelReference(ObjectName name, int version) {
    public ModelReference {
      if (version < 1) {
        throw OrillaException.invalid("version " + version + " must be 1 or more");
      }
    }
  }
}
