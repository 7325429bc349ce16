package io.orilla.server.tracking;

import io.orilla.model.error.OrillaException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are wanted, newest first.
 *
 * @param stages {@code active}, {@code deleted} or both
 * @param after the last run of the page before
 */
record RunSearch(List<Long> experiments, List<String> stages, int most, Place after) {
  static final int MOST = 50_000;

  RunSearch {
    experiments = List.copyOf(experiments);
    stages = List.copyOf(stages);
    if (most < 1 || most > MOST) {
      throw OrillaException.invalid(
          "Invalid value " + most + " for parameter 'max_results' supplied: give 1 to " + MOST);
    }
  }

  static List<String> stages(@Nullable String viewType) {
    return switch (viewType == null ? "ACTIVE_ONLY" : viewType) {
      case "ACTIVE_ONLY" -> List.of("active");
      case "DELETED_ONLY" -> List.of("deleted");
      case "ALL" -> List.of("active", "deleted");
      default ->
          throw OrillaException.invalid(
              "Invalid run_view_type '"
                  + viewType
                  + "': there are ACTIVE_ONLY, DELETED_ONLY and ALL");
    };
  }

  /** A run's place in the order; a page begins after it. */
  record Place(long started, String id) {
    static final Place START = new Place(Long.MAX_VALUE, "");

    static Place of(Run run) {
      return new Place(run.info().startTime(), run.info().runId());
    }

    String token() {
      return Base64.getUrlEncoder()
          .encodeToString((started + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    static Place ofToken(@Nullable String token) {
      if (token == null || token.isEmpty()) {
        return START;
      }
      try {
        String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        int blank = text.indexOf(' ');
        return new Place(Long.parseLong(text.substring(0, blank)), text.substring(blank + 1));
      } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
        throw OrillaException.invalid(
            "Invalid page token '" + token + "': give next_page_token of the page before");
      }
    }
  }
}
