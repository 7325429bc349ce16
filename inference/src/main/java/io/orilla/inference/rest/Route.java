package io.orilla.inference.rest;

import io.orilla.model.error.OrillaException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a request asks for.
 *
 * @param model empty where it is of none
 */
record Route(Kind kind, String model, Optional<String> version) {
  enum Kind {
    SERVER,
    LIVE,
    READY,
    MODEL,
    MODEL_READY,
    CONFIG,
    STATISTICS,
    ALL_STATISTICS,
    LATEST,
    INFER,
    INDEX,
    LOAD,
    UNLOAD
  }

  private static final List<String> ALL =
      List.of(
          "GET v2",
          "GET v2/health/live",
          "GET v2/health/ready",
          "GET v2/models/stats",
          "GET v2/models/MODEL[/versions/VERSION][/ready|/config|/stats|/latest]",
          "POST v2/models/MODEL[/versions/VERSION]/infer",
          "POST v2/repository/index",
          "POST v2/repository/models/MODEL/load|unload");

  /**
   * @throws OrillaException DOES_NOT_EXIST naming all there is
   */
  static Route of(String method, String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    String[] parts = path.replaceAll("^/+|/+$", "").split("/");
    for (int i = 0; i < parts.length; i++) {
      parts[i] = decoded(parts[i]);
    }
    Kind kind = parts[0].equals("v2") ? kind(method, parts) : null;
    if (kind == null) {
      throw OrillaException.notFound(
          "there is nothing at %s %s; there is %s".formatted(method, path, String.join(", ", ALL)));
    }
    return switch (kind) {
      case SERVER, LIVE, READY, ALL_STATISTICS, INDEX -> new Route(kind, "", Optional.empty());
      case LOAD, UNLOAD -> new Route(kind, parts[3], Optional.empty());
      case MODEL, MODEL_READY, CONFIG, STATISTICS, LATEST, INFER ->
          new Route(kind, parts[2], hasVersion(parts) ? Optional.of(parts[4]) : Optional.empty());
    };
  }

  private static String decoded(String part) {
    try {
      return part.indexOf('%') < 0
          ? part
          : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw OrillaException.invalid("'" + part + "' is no part of an address");
    }
  }

  private static boolean hasVersion(String[] parts) {
    return parts.length > 4 && parts[3].equals("versions");
  }

  private static @org.jspecify.annotations.Nullable Kind kind(String method, String[] parts) {
    String rest = rest(parts);
    return switch (method + " " + rest) {
      case "GET " -> Kind.SERVER;
      case "GET health/live" -> Kind.LIVE;
      case "GET health/ready" -> Kind.READY;
      case "GET models/stats" -> Kind.ALL_STATISTICS;
      case "GET models/*" -> Kind.MODEL;
      case "GET models/*/ready" -> Kind.MODEL_READY;
      case "GET models/*/config" -> Kind.CONFIG;
      case "GET models/*/stats" -> Kind.STATISTICS;
      case "GET models/*/latest" -> Kind.LATEST;
      case "POST models/*/infer" -> Kind.INFER;
      case "POST repository/index" -> Kind.INDEX;
      case "POST repository/models/*/load" -> Kind.LOAD;
      case "POST repository/models/*/unload" -> Kind.UNLOAD;
      default -> null;
    };
  }

  /** The path with a star for the model, and without the version. */
  private static String rest(String[] parts) {
    StringBuilder rest = new StringBuilder();
    for (int i = 1; i < parts.length; i++) {
      boolean model =
          i == 2 && parts[1].equals("models") && !(parts.length == 3 && parts[2].equals("stats"))
              || i == 3 && parts[1].equals("repository");
      if (parts[1].equals("models") && hasVersion(parts) && (i == 3 || i == 4)) {
        continue;
      }
      rest.append(i == 1 ? "" : "/").append(model ? "*" : parts[i]);
    }
    return rest.toString();
  }
}
