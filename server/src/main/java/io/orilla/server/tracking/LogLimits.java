package io.orilla.server.tracking;

import io.orilla.model.error.OrillaException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How much MLflow's server takes at once, and how long names and values may be. */
final class LogLimits {
  private static final int METRICS = 1_000;
  private static final int PARAMS = 100;
  private static final int TAGS = 100;
  private static final int TOTAL = 1_000;
  private static final int KEY = 250;
  private static final int PARAM_VALUE = 6_000;
  private static final int TAG_VALUE = 8_000;
  private static final Pattern NAME = Pattern.compile("[/\\w.\\- :]+");

  private LogLimits() {}

  static void check(Batch batch) {
    count("metrics", batch.metrics().size(), METRICS);
    count("params", batch.params().size(), PARAMS);
    count("tags", batch.tags().size(), TAGS);
    count("metrics, params, and tags", batch.size(), TOTAL);
    batch.metrics().forEach(metric -> name("metric", metric.key()));
    batch.params().forEach(param -> value("param", param, PARAM_VALUE));
    batch.tags().forEach(tag -> value("tag", tag, TAG_VALUE));
    once(batch.params());
  }

  private static void count(String what, int count, int most) {
    if (count > most) {
      throw OrillaException.invalid(
          "A batch logging request can contain at most "
              + most
              + " "
              + what
              + ". Got "
              + count
              + ". Please split up "
              + what
              + " across multiple requests and try again.");
    }
  }

  private static void value(String what, KeyValue pair, int longest) {
    name(what, pair.key());
    if (pair.value().length() > longest) {
      throw OrillaException.invalid(
          "The value of the %s '%s' had length %d, which exceeded length limit of %d"
              .formatted(what, pair.key(), pair.value().length(), longest));
    }
  }

  private static void name(String what, String key) {
    if (key.length() > KEY) {
      throw OrillaException.invalid(
          "The name of the %s '%s…' had length %d, which exceeded length limit of %d"
              .formatted(what, key.substring(0, 40), key.length(), KEY));
    }
    if (!NAME.matcher(key).matches() || key.startsWith("/") || key.contains("..")) {
      throw OrillaException.invalid(
          "Invalid %s name: '%s'. Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/)."
              .formatted(what, key));
    }
  }

  private static void once(List<KeyValue> params) {
    Set<String> keys = new HashSet<>();
    for (KeyValue param : params) {
      if (!keys.add(param.key())) {
        throw OrillaException.invalid(
            "Duplicate parameter keys have been submitted: '" + param.key() + "'");
      }
    }
  }
}
