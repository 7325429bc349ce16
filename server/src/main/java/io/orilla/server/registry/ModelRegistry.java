package io.orilla.server.registry;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.GraphBundle;
import io.orilla.model.bundle.GraphConfig;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.ResultDocument.Parity;
import io.orilla.model.task.ResultDocument.TrainedModel;
import io.orilla.server.store.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Registered models: their versions are only added, their aliases moved. Thread-safe. */
public final class ModelRegistry {
  private static final Parity NOT_COMPARED = new Parity(0, 0, 0, 0);

  private final Database database;
  private final BlobStore blobs;
  private final InstantSource clock;

  public ModelRegistry(Database database, BlobStore blobs, InstantSource clock) {
    this.database = database;
    this.blobs = blobs;
    this.clock = clock;
  }

  /**
   * @throws OrillaException ALREADY_EXISTS
   */
  void create(ObjectName name, String description) {
    boolean made =
        database.write(
            handle -> ModelStore.insertModel(handle, name, description, clock.instant()));
    if (!made) {
      throw new OrillaException(
          ErrorCode.ALREADY_EXISTS, "Registered Model (name=" + name + ") already exists");
    }
  }

  /**
   * Takes a bundle that a task made into the blob store and makes a version of it, also the model
   * when it is the first. Once for each task and model: a second call answers the first version.
   *
   * @param bundles where the task left it
   * @throws OrillaException DIGEST_MISMATCH or DOES_NOT_EXIST when a blob is damaged or missing
   */
  public ModelVersion ingest(TrainedModel trained, String task, BlobStore bundles) {
    Optional<ModelVersion> before =
        database.read(handle -> ModelStore.ofTask(handle, task, trained.model()));
    if (before.isPresent()) {
      return before.get();
    }
    ModelBundle bundle = BundleCopy.copy(trained.bundle(), bundles, blobs);
    return add(
        new ModelStore.Candidate(
            trained.model(),
            trained.asset(),
            trained.bundle(),
            trained.run(),
            bundle.config().provenance().study(),
            task,
            trained.parity()));
  }

  /** Makes a version of a bundle that the blob store holds already. */
  ModelVersion register(ObjectName model, Digest digest, String key) {
    ModelBundle bundle = ModelBundle.read(blobs, digest);
    return add(
        new ModelStore.Candidate(
            model,
            bundle.config().asset(),
            digest,
            bundle.config().provenance().run(),
            bundle.config().provenance().study(),
            key,
            NOT_COMPARED));
  }

  /**
   * Makes a version of a graph that was imported, also the model when it is the first; the same
   * graph again is the same version.
   */
  ModelVersion register(GraphBundle graph) {
    GraphConfig config = graph.config();
    return add(
        new ModelStore.Candidate(
            config.model(),
            config.asset(),
            graph.digest(),
            "",
            "",
            "import-" + graph.digest(),
            NOT_COMPARED));
  }

  private ModelVersion add(ModelStore.Candidate candidate) {
    return database.write(
        handle -> {
          ModelStore.insertModel(handle, candidate.model(), "", clock.instant());
          return ModelStore.ofTask(handle, candidate.task(), candidate.model())
              .orElseGet(() -> ModelStore.insertVersion(handle, candidate, clock.instant()));
        });
  }

  /** All models, by name. */
  public List<RegisteredModel> models() {
    return database.read(ModelStore::models);
  }

  /**
   * A model with its versions.
   *
   * @throws OrillaException DOES_NOT_EXIST
   */
  public RegisteredModel model(ObjectName name) {
    return database
        .read(handle -> ModelStore.model(handle, name))
        .orElseThrow(
            () -> OrillaException.notFound("Registered Model with name=" + name + " not found"));
  }

  public Optional<ModelVersion> version(ObjectName model, int version) {
    return database.read(handle -> ModelStore.version(handle, model, version));
  }

  /**
   * @throws OrillaException DOES_NOT_EXIST
   */
  ModelVersion requireVersion(ObjectName model, int version) {
    return version(model, version).orElseThrow(() -> missing(model, version));
  }

  private static OrillaException missing(ObjectName model, int version) {
    return OrillaException.notFound(
        "Model Version (name=" + model + ", version=" + version + ") not found");
  }

  /** The first version that was made of a bundle. */
  public Optional<ModelVersion> ofBundle(Digest bundle) {
    return database.read(handle -> ModelStore.ofBundle(handle, bundle));
  }

  /** What the version is, when it is a graph that is only asked. */
  public Optional<GraphBundle> graph(ModelVersion version) {
    return GraphBundle.isAt(blobs, version.bundle())
        ? Optional.of(GraphBundle.read(blobs, version.bundle()))
        : Optional.empty();
  }

  /** All that the version's bundle says of it. */
  public ModelBundle bundle(ModelVersion version) {
    return ModelBundle.read(blobs, version.bundle());
  }

  /**
   * Lets an alias name a version; the move is written down when it is one.
   *
   * @param by who moves it
   * @throws OrillaException DOES_NOT_EXIST when there is no such version
   */
  public void moveAlias(ObjectName model, String alias, int version, String by) {
    database.execute(
        handle -> {
          if (ModelStore.version(handle, model, version).isEmpty()) {
            throw missing(model, version);
          }
          AliasStore.move(handle, model, new AliasMove(clock.instant(), alias, version, by));
        });
  }

  /**
   * @throws OrillaException DOES_NOT_EXIST
   */
  ModelVersion aliased(ObjectName model, String alias) {
    return database
        .read(handle -> AliasStore.version(handle, model, alias))
        .map(version -> requireVersion(model, version))
        .orElseThrow(
            () -> OrillaException.notFound("Registered model alias " + alias + " not found."));
  }
}
