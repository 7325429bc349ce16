package io.orilla.connector.peer;

import io.orilla.model.document.OutputSpec;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads addresses, and refuses all that are wrong together, each with its path. */
public final class Addresses {
  private static final int SHOWN = 10;

  private Addresses() {}

  /**
   * @param read makes of a signal what the connector reads; throws what is wrong with its address
   * @throws OrillaException INVALID_DOCUMENT
   */
  public static <T> List<T> read(
      List<SourceSpec.Signal> signals, Function<SourceSpec.Signal, T> read) {
    return read("signals", signals, read);
  }

  /**
   * What an output writes to, by its address.
   *
   * @param read makes of an address what the connector writes to; throws what is wrong with it
   * @throws OrillaException INVALID_DOCUMENT
   */
  public static <T> Map<String, T> ofOutput(
      List<OutputSpec.Write> writes, Function<String, T> read) {
    List<String> addresses = writes.stream().map(OutputSpec.Write::address).toList();
    List<T> places = read("writes", addresses, read);
    return IntStream.range(0, places.size())
        .boxed()
        .collect(Collectors.toUnmodifiableMap(addresses::get, places::get));
  }

  private static <A, T> List<T> read(String where, List<A> addresses, Function<A, T> read) {
    List<T> places = new ArrayList<>(addresses.size());
    List<String> problems = new ArrayList<>();
    for (int index = 0; index < addresses.size(); index++) {
      try {
        places.add(read.apply(addresses.get(index)));
      } catch (OrillaException e) {
        problems.add("%s[%d].address: %s".formatted(where, index, e.text()));
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
