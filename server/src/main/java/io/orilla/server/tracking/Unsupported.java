package io.orilla.server.tracking;

import io.orilla.model.error.OrillaException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of MLflow's search is not spoken: refused by name, never passed over. */
final class Unsupported {
  private Unsupported() {}

  static void refuse(@Nullable String filter, @Nullable List<String> orderBy) {
    if (filter != null && !filter.isBlank()) {
      throw OrillaException.invalid(
          "Invalid filter '" + filter + "': filters are not supported; ask without one and select");
    }
    if (orderBy != null && !orderBy.isEmpty()) {
      throw OrillaException.invalid(
          "Invalid order_by " + orderBy + ": the order is newest first; ask without it and sort");
    }
  }
}
