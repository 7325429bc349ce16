package io.orilla.server.document;

import io.orilla.model.content.Digest;
import io.orilla.model.document.WorkloadSpec.ModelReference;
import java.util.Optional;

/** What workloads ask of the registry. */
public interface ModelVersions {
  /** The digest of the version's bundle; nothing when there is no such version. */
  Optional<Digest> bundle(ModelReference model);
}
