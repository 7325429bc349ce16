package io.orilla.connector.peer;

import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads a source's addresses, and refuses all that are wrong together, each with its path. */
public final class Addresses {
  private static final int SHOWN = 10;

  private Addresses() {}

  /**
   * @param read makes of a signal what the connector reads; throws what is wrong with its address
   * @throws OrillaException INVALID_DOCUMENT
   */
  public static <T> List<T> read(
      List<SourceSpec.Signal> signals, Function<SourceSpec.Signal, T> read) {
    List<T> places = new ArrayList<>(signals.size());
    List<String> problems = new ArrayList<>();
    for (int index = 0; index < signals.size(); index++) {
      try {
        places.add(read.apply(signals.get(index)));
      } catch (OrillaException e) {
        problems.add("signals[%d].address: %s".formatted(index, e.text()));
      }
    }
    if (!problems.isEmpty()) {
      String more = problems.size() > SHOWN ? "; and " + (problems.size() - SHOWN) + " more" : "";
      throw new OrillaException(
          ErrorCode.INVALID_DOCUMENT,
          String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size()))) + more);
    }
    return places;
  }
}
