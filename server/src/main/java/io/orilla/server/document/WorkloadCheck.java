package io.orilla.server.document;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.GraphBundle;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.content.Digest;
import io.orilla.model.document.Interlock;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.document.WorkloadSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A workload's asset is read by one source, its model exists and fits the asset's signals, its
 * interlocks are on signals that its node reads, and a champion is the only one there. A service
 * needs no signals, and no source where it names its node.
 */
final class WorkloadCheck implements Check {
  private final ModelVersions models;
  private final BlobStore blobs;

  WorkloadCheck(ModelVersions models, BlobStore blobs) {
    this.models = models;
    this.blobs = blobs;
  }

  @Override
  public void check(Declarations declarations, Consumer<String> problems) {
    Map<Place, Declared<WorkloadSpec>> champions = new HashMap<>();
    for (Declared<WorkloadSpec> workload : declarations.all(WorkloadSpec.class)) {
      Consumer<String> own = problem -> problems.accept(workload.title() + ": " + problem);
      WorkloadSpec spec = workload.spec();
      if (spec.champions()) {
        Declared<WorkloadSpec> champion =
            champions.putIfAbsent(new Place(spec.asset(), spec.output()), workload);
        if (champion != null) {
          own.accept(
              "%s is champion of %s, output '%s', already; change its model instead, or give this one the role shadow"
                  .formatted(champion.title(), spec.asset(), spec.output()));
        }
      }
      Optional<Declared<SourceSpec>> source =
          spec.node().isPresent() ? Optional.empty() : soleSource(spec.asset(), declarations, own);
      Optional<Digest> bundle = models.bundle(spec.model());
      if (bundle.isEmpty()) {
        own.accept(
            "there is no version %d of the model '%s'; see 'orilla get models'"
                .formatted(spec.model().version(), spec.model().name()));
      } else if (!spec.serves() && GraphBundle.isAt(blobs, bundle.get())) {
        own.accept(
            "the model '%s' only answers who asks: give the workload the role service"
                .formatted(spec.model().name()));
      } else if (!spec.serves() && source.isPresent()) {
        checkSignature(spec.asset(), source.get(), bundle.get(), own);
      }
      spec.node()
          .or(() -> source.map(one -> one.spec().node()))
          .ifPresent(node -> checkInterlocks(spec.onlyWhile(), node, declarations, own));
    }
  }

  private static Optional<Declared<SourceSpec>> soleSource(
      AssetName asset, Declarations declarations, Consumer<String> problems) {
    List<Declared<SourceSpec>> sources =
        declarations.all(SourceSpec.class).stream()
            .filter(source -> source.spec().assets().contains(asset))
            .toList();
    if (sources.size() == 1) {
      return Optional.of(sources.getFirst());
    }
    problems.accept(
        sources.isEmpty()
            ? "no Source reads the asset '" + asset + "'; apply one that declares its signals"
            : "the asset '%s' is read by %s; a model takes its signals from one Source"
                .formatted(
                    asset,
                    sources.stream().map(Declared::title).collect(Collectors.joining(", "))));
    return Optional.empty();
  }

  private void checkSignature(
      AssetName asset, Declared<SourceSpec> source, Digest bundle, Consumer<String> problems) {
    Set<String> read =
        source.spec().signals().stream()
            .filter(signal -> signal.name().asset().equals(asset))
            .map(signal -> signal.name().localName())
            .collect(Collectors.toSet());
    List<String> missing =
        ModelBundle.read(blobs, bundle).config().signature().signals().stream()
            .map(Preparation.Column::name)
            .filter(name -> !read.contains(name))
            .toList();
    if (!missing.isEmpty()) {
      problems.accept(
          "the model takes the signals %s, which %s does not read of '%s'; declare them there"
              .formatted(missing, source.title(), asset));
    }
  }

  /** The node can wait only for what it reads. */
  private static void checkInterlocks(
      List<Interlock> interlocks,
      ObjectName node,
      Declarations declarations,
      Consumer<String> problems) {
    Set<SignalName> read =
        declarations.all(SourceSpec.class).stream()
            .filter(source -> source.spec().node().equals(node))
            .flatMap(source -> source.spec().signals().stream())
            .map(SourceSpec.Signal::name)
            .collect(Collectors.toSet());
    for (Interlock interlock : interlocks) {
      if (!read.contains(interlock.signal())) {
        problems.accept(
            "onlyWhile names the signal '%s', which no Source of the node '%s' reads; declare it in one"
                .formatted(interlock.signal(), node));
      }
    }
  }

  private record Place(AssetName asset, String output) {}
}
