package io.orilla.connector.peer;

import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The files of a node that sources may read: what lies in one folder, where whoever stands at the
 * node puts a link to each folder that he allows. A document names no other, and a link further
 * down leads nowhere else.
 */
public final class NodeFolders {
  /** The system property that names the folder. */
  public static final String FOLDER = "orilla.files";

  private static final String DEFAULT_FOLDER = "/etc/orilla/files";
  private static final Pattern PATH = Pattern.compile("[^/\\p{Cntrl}]+(/[^/\\p{Cntrl}]+)*");

  private NodeFolders() {}

  /**
   * The real path of what a document names.
   *
   * @param setting that names it, for messages
   * @param path as {@code line3/values.csv}
   * @throws OrillaException PEER_UNAVAILABLE when it is not there, INVALID_ARGUMENT when it may not
   *     be read
   */
  public static Path resolve(String setting, String path) {
    if (!PATH.matcher(path).matches() || Path.of(path).normalize().getNameCount() < 1) {
      throw refused(setting, path);
    }
    Path named = Path.of(path);
    Path root = Path.of(System.getProperty(FOLDER, DEFAULT_FOLDER));
    for (Path part : named) {
      if (part.toString().equals("..") || part.toString().equals(".")) {
        throw refused(setting, path);
      }
    }
    try {
      Path allowed = root.resolve(named.getName(0)).toRealPath();
      Path real = root.resolve(named).toRealPath();
      if (!real.startsWith(allowed)) {
        throw refused(setting, path);
      }
      return real;
    } catch (IOException e) {
      throw Closing.unavailable(
          "%s: %s is not there: %s; link its folder into %s to allow it"
              .formatted(setting, path, Closing.reason(e), root),
          e);
    }
  }

  private static OrillaException refused(String setting, String path) {
    return OrillaException.invalid(
        "%s: '%s' must lie in the node's folder of files, as line3/values.csv"
            .formatted(setting, path));
  }
}
