package io.orilla.server.registry;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import java.util.List;

/** Who knows what runs where. */
@FunctionalInterface
public interface Deployments {
  /** The nodes that say they run this bundle. */
  List<ObjectName> running(Digest bundle);
}
